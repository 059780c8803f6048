const width = 100;
const height = 36;

/** The shape of a series, without figures. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const most = Math.max(...values, 0);
  const step = width / Math.max(1, values.length - 1);
  const y = (value: number): number => height - 2 - (most > 0 ? (value / most) * (height - 6) : 0);
  const line = values.map((value, index) => `${(index * step).toFixed(2)},${y(value).toFixed(2)}`).join(' ');
  return (
    <svg class="spark" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      {values.length > 1 && (
        <>
          <polygon points={`0,${height} ${line} ${width},${height}`} fill="currentColor" opacity="0.12" />
          <polyline points={line} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" vector-effect="non-scaling-stroke" />
        </>
      )}
    </svg>
  );
}
