import type { ImageManifest } from '../api/client';
import { duration } from '../ui/format';

/** Where the time of an image went. */
export function Waterfall({ timings }: { timings: NonNullable<ImageManifest['timings']> }) {
  const steps = [
    { name: 'Inspect', ms: timings.inspectMs, from: 0 },
    { name: 'Analyze', ms: timings.analyzeMs, from: timings.inspectMs },
    { name: 'Render', ms: timings.renderMs, from: timings.inspectMs },
    { name: 'Total', ms: timings.totalMs, from: 0 },
  ];
  const longest = Math.max(...steps.map(step => step.from + step.ms));
  return (
    <section>
      <h2>Timings</h2>
      <p class="hint">Work by activity; with several at once, rendering is the sum of them. The total is from acceptance to completion.</p>
      <dl class="waterfall">
        {steps.map(step => (
          <>
            <dt>{step.name}</dt>
            <dd>
              <span class="bar-track"><span class="bar-fill" style={{ marginLeft: `${(100 * step.from) / longest}%`, width: `${(100 * step.ms) / longest}%` }} /></span>
              <span class="number">{duration(step.ms)}</span>
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
}
