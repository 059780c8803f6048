import { api, unwrap } from '../api/client';
import { useQuery } from '../api/useQuery';
import { AlertList } from '../streams/alerts/AlertList';
import { duration } from '../ui/format';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { Status } from '../ui/Status';
import { CircuitsCard } from './CircuitsCard';
import { FailuresCard } from './FailuresCard';
import { HealthCard } from './HealthCard';
import { OperationPanel } from './OperationPanel';
import { sinceStart } from './series';
import { Tiles } from './Tiles';
import { useFirstVisit } from './useFirstVisit';
import { Welcome } from './Welcome';
import './overview.css';

const lookEveryMs = 2000;

/** How the instance that answers is doing, as it goes. */
export function OverviewView() {
  const { data: summary, error, refresh } = useQuery('summary', async signal => sinceStart(await unwrap(api.GET('/api/metrics/summary', { signal }))), lookEveryMs);
  const isFirstVisit = useFirstVisit();

  return (
    <div class="view">
      <header class="head">
        <h1>Overview</h1>
        {summary && <Status value={summary.health.status} />}
        <span class="spring" />
        {summary && <span class="hint">{summary.instance}, up for {duration(summary.uptimeSeconds * 1000)}</span>}
      </header>
      {error && <Problem error={error} retry={refresh} />}
      {isFirstVisit && <Welcome />}
      {summary && isFirstVisit !== undefined ? <><Tiles summary={summary} /><OperationPanel summary={summary} /></> : !error && <Skeleton height={640} />}
      <div class="columns two">
        <CircuitsCard />
        <AlertList />
        <FailuresCard />
        {summary && <HealthCard health={summary.health} />}
      </div>
    </div>
  );
}
