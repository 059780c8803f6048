import type { Report } from '../types';

/** How far a report is that is being made. */
export function Progress({ progress }: { progress: Report['progress'] }) {
  const phase = progress?.phase ?? 'Planning';
  return (
    <span class="line">
      <progress {...(progress && progress.shards > 0 ? { value: progress.aggregated, max: progress.shards } : {})} aria-label={`${phase}: ${progress?.aggregated ?? 0} of ${progress?.shards ?? 0} parts`} />
      <span class="hint">{phase}</span>
    </span>
  );
}
