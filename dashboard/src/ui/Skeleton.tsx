/** Keeps the place of what is on its way, so that nothing jumps when it comes. */
export function Skeleton({ height }: { height: number }) {
  return <div class="skeleton" style={{ height: `${height}px` }} role="status" aria-busy="true" aria-label="Loading" />;
}
