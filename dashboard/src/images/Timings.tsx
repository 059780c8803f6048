import { api, type ImageManifest, unwrap } from '../api/client';
import { useQuery } from '../api/useQuery';
import { Timeline } from '../orchestrations/Timeline';
import { duration } from '../ui/format';
import { Waterfall } from './Waterfall';

/** Where the time of an image went: activity by activity as long as its orchestration is known, else in sum. */
export function Timings({ image, timings }: { image: ImageManifest; timings: NonNullable<ImageManifest['timings']> }) {
  const { data: history } = useQuery(`history${image.instanceId}${image.status}`, signal => unwrap(api.GET(
    '/api/orchestrations/{instanceId}/history', { params: { path: { instanceId: image.instanceId } }, signal })));

  return (
    <section class="card" aria-labelledby="timings-title">
      <header><h2 id="timings-title">Timings</h2><span class="hint">{duration(timings.totalMs)} from acceptance to completion</span></header>
      {history && <Timeline history={history.items} />}
      <Waterfall timings={timings} />
    </section>
  );
}
