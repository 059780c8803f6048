import { useState } from 'preact/hooks';
import { href } from '../app/location';
import { duration, moment } from '../ui/format';
import { Json } from '../ui/Json';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { Status } from '../ui/Status';
import { CommandConfirm } from './CommandConfirm';
import { type Command, commandsFor, isOver, perform } from './commands';
import { Failure } from './Failure';
import { History } from './History';
import { RaiseEvent } from './RaiseEvent';
import { Timeline } from './Timeline';
import { useInstance } from './useInstance';
import './orchestrations.css';

export function OrchestrationDetail({ instanceId }: { instanceId: string }) {
  const { data, error, refresh, isLive } = useInstance(instanceId);
  const [asking, setAsking] = useState<Command>();

  if (!data) {
    return (
      <div class="view">
        <nav class="trail" aria-label="Breadcrumb"><a href={href(['orchestrations'])}>Orchestrations</a></nav>
        <header class="head"><h1 class="mono">{instanceId}</h1></header>
        {error ? <Problem error={error} retry={refresh} /> : <Skeleton height={480} />}
      </div>
    );
  }

  const { instance, history } = data;
  const { name, runtimeStatus, parentInstanceId, createdAt, lastUpdatedAt, failureDetails, customStatus, input, output } = instance;
  const command = async (chosen: Command) => {
    setAsking(undefined);
    await perform(chosen, [instanceId]);
    if (chosen.name === 'purge') {
      location.hash = href(['orchestrations']);
    } else {
      refresh();
    }
  };
  return (
    <div class="view">
      <nav class="trail" aria-label="Breadcrumb">
        <a href={href(['orchestrations'])}>Orchestrations</a>
        {parentInstanceId && <span><a href={href(['orchestrations', parentInstanceId])}>{parentInstanceId}</a></span>}
      </nav>
      <header class="head">
        <h1 class="mono">{instanceId}</h1>
        <Status value={runtimeStatus} />
        {isLive && !isOver(instance) && <span class="hint">live</span>}
        <span class="spring" />
        {commandsFor(instance).map(one => <button key={one.name} class={one.isDangerous ? 'danger' : ''} onClick={() => setAsking(one)}>{one.label}</button>)}
      </header>
      <dl class="figures" aria-live="polite">
        <div><dt>Orchestrator</dt><dd>{name}</dd></div>
        <div><dt>Created</dt><dd>{moment(createdAt)}</dd></div>
        <div><dt>{isOver(instance) ? 'Took' : 'Last change after'}</dt><dd>{duration(Date.parse(lastUpdatedAt) - Date.parse(createdAt))}</dd></div>
      </dl>
      {failureDetails && <Failure failure={failureDetails} />}
      {history
        ? <section class="card" aria-labelledby="timeline-title"><header><h2 id="timeline-title">Timeline</h2></header><Timeline history={history} /></section>
        : <p class="hint">This backend does not give out histories.</p>}
      <div class="columns">
        {customStatus !== undefined && customStatus !== null && <div class="card"><Json name="Custom status" value={customStatus} /></div>}
        {input !== undefined && input !== null && <div class="card"><Json name="Input" value={input} /></div>}
        {output !== undefined && output !== null && <div class="card"><Json name="Output" value={output} /></div>}
      </div>
      {!isOver(instance) && <RaiseEvent instanceId={instanceId} onRaised={refresh} />}
      {history && <History events={history} />}
      {asking && <CommandConfirm command={asking} what={instanceId} onCancel={() => setAsking(undefined)} onConfirm={() => void command(asking)} />}
    </div>
  );
}
