import { api, unwrap } from '../api/client';
import { useQuery } from '../api/useQuery';
import { href } from '../app/location';
import { shortMoment } from '../ui/format';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';

const lookEveryMs = 5000;
const shown = 5;

/** The orchestrations that failed last. */
export function FailuresCard() {
  const { data, error } = useQuery(
    'failures', signal => unwrap(api.GET('/api/orchestrations', { params: { query: { status: 'Failed', limit: shown } }, signal })), lookEveryMs);
  return (
    <section class="card" aria-labelledby="failures-title">
      <header><h2 id="failures-title">Failed orchestrations</h2><span class="spring" /><a href={href(['orchestrations'], { status: 'Failed', children: 'true' })}>All</a></header>
      {error && <Problem error={error} />}
      {!data && !error && <Skeleton height={60} />}
      {data?.items.length === 0 && <p class="hint">None.</p>}
      <ul>
        {data?.items.map(instance => (
          <li key={instance.instanceId} class="listed">
            <a class="mono clip" href={href(['orchestrations', instance.instanceId])}>{instance.instanceId}</a>
            <span class="hint">{shortMoment(instance.lastUpdatedAt)}</span>
            <span class="hint clip">{instance.name}{instance.failureDetails && `: ${instance.failureDetails.errorMessage}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
