import type { ImageManifest } from '../api/client';
import { duration } from '../ui/format';

/** The work that an image took, by kind. */
export function Waterfall({ timings }: { timings: NonNullable<ImageManifest['timings']> }) {
  const steps = [
    { name: 'Inspect', ms: timings.inspectMs, from: 0 },
    { name: 'Analyze', ms: timings.analyzeMs, from: timings.inspectMs },
    { name: 'Render', ms: timings.renderMs, from: timings.inspectMs },
  ];
  const longest = Math.max(...steps.map(step => step.from + step.ms), Number.MIN_VALUE);
  return (
    <>
      <p class="hint">Work by kind; with several activities at once, rendering is the sum of them.</p>
      <dl class="waterfall">
        {steps.map(step => (
          <>
            <dt>{step.name}</dt>
            <dd>
              <span class="track"><span style={{ marginLeft: `${(100 * step.from) / longest}%`, width: `${(100 * step.ms) / longest}%` }} /></span>
              <span class="number">{duration(step.ms)}</span>
            </dd>
          </>
        ))}
      </dl>
    </>
  );
}
