import { api, unwrap } from '../api/client';
import { useQuery } from '../api/useQuery';
import { type Location, replaceQuery } from '../app/location';
import { duration } from '../ui/format';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { PlatformCard } from './PlatformCard';
import { PlatformsTable } from './PlatformsTable';
import { SharesCard } from './SharesCard';
import { UsageCard } from './UsageCard';
import './costs.css';

const lookEveryMs = 10_000;

/** What was used, what that costs here and elsewhere, and what a month would cost. */
export function CostsView({ location }: { location: Location }) {
  const [from, to] = [location.query.get('from') ?? '', location.query.get('to') ?? ''];
  const { data: costs, error, refresh } = useQuery(`costs${from}${to}`, signal => unwrap(api.GET('/api/costs', {
    params: { query: { ...(from ? { from: `${from}T00:00:00Z` } : {}), ...(to ? { to: `${to}T00:00:00Z` } : {}) } }, signal,
  })), lookEveryMs, true);

  return (
    <div class="view">
      <header class="head">
        <h1>Costs</h1>
        {costs && <span class="hint">Projected to a month from {duration(costs.measuredSeconds * 1000)} of use, on instances of {costs.instanceMemoryMegabytes} MB</span>}
      </header>
      <form class="fields" role="search" aria-label="Days" onSubmit={event => event.preventDefault()}>
        <label>From <input type="date" value={from} onChange={event => replaceQuery(location, { from: event.currentTarget.value })} /></label>
        <label>to <input type="date" value={to} onChange={event => replaceQuery(location, { to: event.currentTarget.value })} /></label>
        {(from || to) ? <button type="button" class="quiet" onClick={() => replaceQuery(location, { from: undefined, to: undefined })}>This month</button> : <span class="hint">This month, when left empty</span>}
      </form>
      {error && <Problem error={error} retry={refresh} />}
      {!costs && !error && <Skeleton height={480} />}
      {costs && (
        <>
          <PlatformsTable costs={costs} />
          <UsageCard usage={costs.usage} />
          <div class="columns">
            <SharesCard title="By area" shares={costs.areas} costs={costs} />
            <SharesCard title="By activity" shares={costs.activities} costs={costs} />
            <SharesCard title="By orchestration" shares={costs.orchestrations} costs={costs} />
            <SharesCard title="By stream" shares={costs.streams} costs={costs} />
          </div>
          {costs.platforms.map(platform => <PlatformCard key={platform.platform} platform={platform} />)}
        </>
      )}
    </div>
  );
}
