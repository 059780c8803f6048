import { useEffect, useRef, useState } from 'preact/hooks';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}

const pauseMs = 300;

/** A text to filter by; it takes effect when the visitor pauses. */
export function FilterField({ label, value, placeholder, onChange }: Props) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => setText(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <label>
      {label}
      <input
        type="search" value={text} placeholder={placeholder} autocomplete="off" spellcheck={false}
        onInput={event => {
          const next = event.currentTarget.value;
          setText(next);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => onChange(next.trim()), pauseMs);
        }}
      />
    </label>
  );
}
