import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface Props<T> {
  readonly items: readonly T[];
  /** In pixels; where it depends on how wide an item is, a function of that. */
  readonly rowHeight: number | ((itemWidth: number) => number);
  /** How many items stand side by side for a width; one when absent. */
  readonly columns?: (width: number) => number;
  readonly render: (item: T, index: number) => ComponentChildren;
  /** Called when the end comes into sight, and again while it stays there and more has come. */
  readonly onEnd?: (() => void) | undefined;
  /** How much has been loaded, when not all of that is among the items. */
  readonly loaded?: number;
  readonly role: 'list' | 'rowgroup';
  readonly label?: string;
}

const spareRows = 4;

/** A long list of which only what can be seen is in the document. */
export function VirtualRows<T>({ items, rowHeight, columns = oneColumn, render, onEnd, loaded = items.length, role, label }: Props<T>) {
  const list = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ from: 0, to: 30, across: 1, height: typeof rowHeight === 'number' ? rowHeight : rowHeight(innerWidth) });
  const rows = Math.ceil(items.length / seen.across);

  useEffect(() => {
    const look = () => {
      const box = list.current!.getBoundingClientRect();
      const across = Math.max(1, columns(box.width));
      const height = typeof rowHeight === 'number' ? rowHeight : Math.round(rowHeight(box.width / across));
      const from = Math.max(0, Math.floor(-box.top / height) - spareRows);
      const to = Math.max(0, Math.ceil((innerHeight - box.top) / height)) + spareRows;
      setSeen(before => (before.from === from && before.to === to && before.across === across && before.height === height ? before : { from, to, across, height }));
    };
    look();
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    const resized = new ResizeObserver(look);
    resized.observe(list.current!);
    return () => {
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
      resized.disconnect();
    };
  }, [rowHeight, columns]);

  useEffect(() => {
    if (seen.to >= rows) {
      onEnd?.();
    }
  }, [seen.to, rows, loaded, onEnd]);

  const begin = Math.min(seen.from, rows);
  const first = begin * seen.across;
  return (
    <div ref={list} role={role} aria-label={label} class="virtual" style={{ height: `${rows * seen.height}px` }}>
      <div
        class="window"
        role="presentation"
        style={{ transform: `translateY(${begin * seen.height}px)`, gridTemplateColumns: `repeat(${seen.across}, minmax(0, 1fr))`, gridAutoRows: `${seen.height}px` }}
      >
        {items.slice(first, seen.to * seen.across).map((item, index) => render(item, first + index))}
      </div>
    </div>
  );
}

const oneColumn = (): number => 1;
