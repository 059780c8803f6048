interface Props<T extends string> {
  readonly label: string;
  readonly options: readonly (T | readonly [value: T, text: string])[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** A choice between several, one of them in sight. */
export function Choice<T extends string>({ label, options, value, onChange }: Props<T>) {
  return (
    <label>
      {label}
      <select value={value} onChange={event => onChange(event.currentTarget.value as T)}>
        {options.map(option => {
          const [key, text] = typeof option === 'string' ? [option, option] : option;
          return <option key={key} value={key}>{text}</option>;
        })}
      </select>
    </label>
  );
}
