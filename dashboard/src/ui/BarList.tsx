import type { ComponentChildren } from 'preact';

export interface Bar {
  readonly name: ComponentChildren;
  readonly key: string;
  readonly value: number;
  readonly text: string;
  readonly note?: string;
}

/** Names with their amounts, each over a bar as long as its amount. */
export function BarList({ bars, label }: { bars: readonly Bar[]; label: string }) {
  const most = Math.max(...bars.map(bar => bar.value), Number.MIN_VALUE);
  return (
    <ul class="bars" aria-label={label}>
      {bars.map(bar => (
        <li key={bar.key}>
          <span class="fill" style={{ width: `${(100 * bar.value) / most}%` }} />
          <span class="clip">{bar.name}</span>
          <span class="number">{bar.text}</span>
          <span class="number hint">{bar.note}</span>
        </li>
      ))}
    </ul>
  );
}
