import { useState } from 'preact/hooks';
import { api, type Orchestration, unwrap } from '../api/client';
import { usePages } from '../api/usePages';
import { href, type Location, replaceQuery } from '../app/location';
import { Confirm } from '../ui/Confirm';
import { duration, moment } from '../ui/format';
import { Problem } from '../ui/Problem';
import { Status } from '../ui/Status';
import { VirtualRows } from '../ui/VirtualRows';
import { type Command, commandsFor, perform } from './commands';
import { BulkActions } from './BulkActions';

const rowHeight = 56;
const states = ['Pending', 'Running', 'Completed', 'Failed', 'Terminated', 'Suspended', 'ContinuedAsNew'] as const;

const idOf = (instance: Orchestration): string => instance.instanceId;

export function OrchestrationsView({ location }: { location: Location }) {
  const filter = (name: string): string => location.query.get(name) ?? '';
  const [status, name, id, from, to, children] = ['status', 'name', 'id', 'from', 'to', 'children'].map(filter) as [string, string, string, string, string, string];
  const instances = usePages(location.query.toString(), idOf, (continuation, signal) => unwrap(api.GET('/api/orchestrations', {
    params: {
      query: {
        limit: 100,
        ...(continuation ? { continuation } : {}),
        ...(status ? { status } : {}),
        ...(name ? { name } : {}),
        ...(id ? { id } : {}),
        ...(from ? { from: new Date(from).toISOString() } : {}),
        ...(to ? { to: new Date(to).toISOString() } : {}),
      },
    },
    signal,
  })));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<{ command: Command; instance: Orchestration }>();
  const shown = children ? instances.items : instances.items.filter(instance => !instance.parentInstanceId);
  const set = (field: string) => (event: { currentTarget: HTMLInputElement | HTMLSelectElement }) => replaceQuery(location, { [field]: event.currentTarget.value });
  const toggle = (instanceId: string) => setSelected(before => {
    const after = new Set(before);
    if (!after.delete(instanceId)) {
      after.add(instanceId);
    }
    return after;
  });

  return (
    <>
      <h1>Orchestrations</h1>
      <form class="filters" role="search" aria-label="Filter orchestrations" onSubmit={event => event.preventDefault()}>
        <label>Status
          <select value={status} onChange={set('status')}>
            <option value="">Any</option>
            {states.map(state => <option key={state}>{state}</option>)}
          </select>
        </label>
        <label>Orchestrator <input value={name} placeholder="ProcessImage" onChange={set('name')} /></label>
        <label>Id begins with <input value={id} onChange={set('id')} /></label>
        <label>From <input type="datetime-local" value={from} onChange={set('from')} /></label>
        <label>To <input type="datetime-local" value={to} onChange={set('to')} /></label>
        <label class="check">
          <input type="checkbox" checked={children === 'true'} onChange={event => replaceQuery(location, { children: event.currentTarget.checked ? 'true' : undefined })} />
          Children too
        </label>
      </form>
      <BulkActions
        instances={shown.filter(instance => selected.has(instance.instanceId))}
        onDone={() => { setSelected(new Set()); instances.refresh(); }}
        onSelectAll={() => setSelected(new Set(shown.map(idOf)))}
      />
      {instances.error && <Problem error={instances.error} retry={instances.refresh} />}
      {!instances.isLoading && shown.length === 0 && !instances.error && <p class="empty">No orchestration is like that.</p>}
      <VirtualRows
        label="Orchestrations" items={shown} rowHeight={rowHeight} onEnd={instances.loadMore}
        render={instance => (
          <div role="listitem" class="instance" key={instance.instanceId}>
            <input type="checkbox" aria-label={`Select ${instance.instanceId}`} checked={selected.has(instance.instanceId)} onChange={() => toggle(instance.instanceId)} />
            <a href={href(['orchestrations', instance.instanceId])} class="id">{instance.instanceId}</a>
            <span class="name">{instance.name}</span>
            <Status value={instance.runtimeStatus} />
            <span class="time" title={moment(instance.createdAt)}>{moment(instance.createdAt)}</span>
            <span class="number">{duration(Date.parse(instance.lastUpdatedAt) - Date.parse(instance.createdAt))}</span>
            <span class="commands">
              {commandsFor(instance).slice(0, 2).map(command => (
                <button class="quiet" key={command.name} aria-label={`${command.label} ${instance.instanceId}`} onClick={() => setAsking({ command, instance })}>{command.label}</button>
              ))}
            </span>
          </div>
        )}
      />
      {asking && (
        <Confirm
          title={`${asking.command.label} ${asking.instance.instanceId}?`} action={asking.command.label}
          onCancel={() => setAsking(undefined)}
          onConfirm={() => { setAsking(undefined); void perform(asking.command, [asking.instance.instanceId]).then(instances.refresh); }}
        >
          {asking.command.consequence}
        </Confirm>
      )}
    </>
  );
}
