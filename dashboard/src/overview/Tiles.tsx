import { href } from '../app/location';
import { about, count, duration, money, percent, title } from '../ui/format';
import { Sparkline } from '../ui/Sparkline';
import { rate } from './series';
import type { MetricsSummary, OperationSummary } from './types';

const links: Record<string, readonly string[]> = { images: ['images'], events: ['streams'], orchestrations: ['orchestrations'] };

/** The figures that matter, in one look. */
export function Tiles({ summary: { operations, backlog, cache, retries, cost } }: { summary: MetricsSummary }) {
  const waiting = backlog.waitingActivities === undefined || backlog.waitingActivities === null ? undefined : backlog.waitingActivities + (backlog.waitingTurns ?? 0);
  return (
    <div class="tiles">
      {operations.map(operation => <OperationTile key={operation.name} operation={operation} />)}
      <div class="tile">
        <span class="label">Queue</span>
        <span class="value">{waiting === undefined ? '–' : count(waiting)}</span>
        <span class="note">
          {waiting === undefined ? 'not told by this backend' : `${count(backlog.runningActivities ?? 0)} in work`}
          {backlog.oldestOrchestrationSeconds ? `, oldest ${duration(backlog.oldestOrchestrationSeconds * 1000)}` : ''}
        </span>
      </div>
      <div class="tile">
        <span class="label">Cache hits</span>
        <span class="value">{cache.hitRatio === undefined || cache.hitRatio === null ? '–' : percent(cache.hitRatio, 1)}</span>
        <Sparkline values={cache.hitThroughput.values} />
        <span class="note">{about(cache.requests)} look-ups</span>
      </div>
      <div class={retries.total > 0 ? 'tile warn' : 'tile'}>
        <span class="label">Retries</span>
        <span class="value">{count(retries.total)}</span>
        <Sparkline values={retries.throughput.values} />
        <span class="note">of calls to other services</span>
      </div>
      <a class="tile wide" href={href(['costs'])}>
        <span class="label">Cost this month</span>
        <span class="value">{cost ? money(cost.soFar, cost.currency) : '–'}</span>
        <span class="note">{cost ? `${money(cost.perDay, cost.currency)} a day, ${money(cost.perMonth, cost.currency)} a month on ${cost.platform}${cost.isComplete ? '' : ', not all of it priced'}` : 'The records cannot be read.'}</span>
      </a>
    </div>
  );
}

function OperationTile({ operation: { name, perSecond, total, failed, throughput } }: { operation: OperationSummary }) {
  const content = (
    <>
      <span class="label">{title(name)}</span>
      <span class="value">{rate(perSecond)}</span>
      <Sparkline values={throughput.values} />
      <span class="note">{about(total)} in all{failed > 0 && <>, <b class="failed">{about(failed)} {name === 'events' ? 'rejected' : 'failed'}</b></>}</span>
    </>
  );
  return links[name] ? <a class="tile" href={href(links[name])}>{content}</a> : <div class="tile">{content}</div>;
}
