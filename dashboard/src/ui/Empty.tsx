import type { ComponentChildren } from 'preact';

/** What is to be seen where nothing is yet, and how something gets there. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
