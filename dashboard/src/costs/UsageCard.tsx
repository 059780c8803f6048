import { about, bytes, duration } from '../ui/format';
import type { Usage } from './types';

/** What was used, whatever it costs. */
export function UsageCard({ usage }: { usage: Usage }) {
  return (
    <section class="card" aria-labelledby="usage-title">
      <header><h2 id="usage-title">What was used</h2></header>
      <dl class="figures">
        <div><dt>Images</dt><dd>{about(usage.images)}</dd></div>
        <div><dt>Events</dt><dd>{about(usage.events)}</dd></div>
        <div><dt>Requests</dt><dd>{about(usage.requests.count)}</dd></div>
        <div><dt>Activities</dt><dd>{about(usage.activities.count)}</dd></div>
        <div><dt>Turns of orchestrations</dt><dd>{about(usage.turns.count)}</dd></div>
        <div><dt>Busy for</dt><dd>{duration(usage.busyPeriods.time.milliseconds)}</dd></div>
        <div><dt>Blob writes</dt><dd>{about(usage.blobWrites)}</dd></div>
        <div><dt>Blob reads</dt><dd>{about(usage.blobReads)}</dd></div>
        <div><dt>Written</dt><dd>{bytes(usage.bytesWritten)}</dd></div>
        <div><dt>Read</dt><dd>{bytes(usage.bytesRead)}</dd></div>
        <div><dt>Sent out</dt><dd>{bytes(usage.egressBytes)}</dd></div>
        <div><dt>Cache</dt><dd>{about(usage.cacheRequests)}</dd></div>
        <div><dt>Vision calls</dt><dd>{about(usage.visionCalls)}</dd></div>
      </dl>
    </section>
  );
}
