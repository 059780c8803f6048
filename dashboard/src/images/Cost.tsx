import type { ImageManifest } from '../api/client';
import { bytes, count, money } from '../ui/format';

/** What it took to make everything there is of an image, and what that costs. */
export function Cost({ cost }: { cost: NonNullable<ImageManifest['cost']> }) {
  return (
    <section class="card" aria-labelledby="cost-title">
      <header><h2 id="cost-title">Cost</h2><span class="hint">on {cost.platform}, before free grants</span></header>
      <p class="line"><b class="big tabular">{money(cost.amount, cost.currency)}</b> <span class="hint">{money(cost.amount * 1_000_000, cost.currency)} for a million like it</span></p>
      <dl class="facts">
        <dt>Executions</dt><dd>{count(cost.executions)}, {cost.gbSeconds.toFixed(3)} GB-seconds</dd>
        <dt>Blobs</dt><dd>{count(cost.blobWrites)} written ({bytes(cost.bytesWritten)}), {count(cost.blobReads)} read ({bytes(cost.bytesRead)})</dd>
        {cost.visionCalls > 0 && <><dt>Vision calls</dt><dd>{count(cost.visionCalls)}</dd></>}
      </dl>
    </section>
  );
}
