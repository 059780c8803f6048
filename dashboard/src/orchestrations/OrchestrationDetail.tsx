import { useState } from 'preact/hooks';
import { api, type HistoryEvent, unwrap } from '../api/client';
import { useQuery } from '../api/useQuery';
import { href } from '../app/location';
import { Confirm } from '../ui/Confirm';
import { duration, moment } from '../ui/format';
import { Json } from '../ui/Json';
import { Problem } from '../ui/Problem';
import { Status } from '../ui/Status';
import { toast, toastError } from '../ui/Toasts';
import { type Command, commandsFor, perform } from './commands';
import { Timeline } from './Timeline';

const lookEveryMs = 1000;

export function OrchestrationDetail({ instanceId }: { instanceId: string }) {
  const params = { params: { path: { instanceId } } };
  const { data, error, refresh } = useQuery(instanceId, async signal => {
    const [instance, history] = await Promise.all([
      unwrap(api.GET('/api/orchestrations/{instanceId}', { ...params, signal })),
      unwrap(api.GET('/api/orchestrations/{instanceId}/history', { ...params, signal })).catch(() => undefined),
    ]);
    return { instance, history: history?.items };
  }, lookEveryMs);
  const [asking, setAsking] = useState<Command>();

  if (!data) {
    return error ? <Problem error={error} retry={refresh} /> : <div class="loading" aria-busy="true" />;
  }

  const { instance, history } = data;
  const over = Date.parse(instance.lastUpdatedAt) - Date.parse(instance.createdAt);
  return (
    <>
      <nav class="trail" aria-label="Breadcrumb">
        <a href={href(['orchestrations'])}>Orchestrations</a>
        {instance.parentInstanceId && <a href={href(['orchestrations', instance.parentInstanceId])}>{instance.parentInstanceId}</a>}
      </nav>
      <header class="row">
        <h1 class="id">{instance.instanceId}</h1>
        <Status value={instance.runtimeStatus} />
        <span class="spring" />
        {commandsFor(instance).map(command => (
          <button key={command.name} class={command.isDangerous ? 'danger' : ''} onClick={() => setAsking(command)}>{command.label}</button>
        ))}
      </header>
      <dl class="facts-list">
        <dt>Orchestrator</dt><dd>{instance.name}</dd>
        <dt>Created</dt><dd>{moment(instance.createdAt)}</dd>
        <dt>Last change</dt><dd>{moment(instance.lastUpdatedAt)}, {duration(over)} later</dd>
      </dl>
      {instance.failureDetails && <p class="card problem" role="alert">{instance.failureDetails.errorType}: {instance.failureDetails.errorMessage}</p>}
      {history ? <Timeline history={history} /> : <p class="hint">This backend does not give out histories.</p>}
      <Json name="Custom status" value={instance.customStatus} />
      <Json name="Input" value={instance.input} />
      <Json name="Output" value={instance.output} />
      {['Running', 'Pending', 'Suspended'].includes(instance.runtimeStatus) && <RaiseEvent instanceId={instanceId} onRaised={refresh} />}
      {history && <History events={history} />}
      {asking && (
        <Confirm
          title={`${asking.label} ${instance.instanceId}?`} action={asking.label} onCancel={() => setAsking(undefined)}
          onConfirm={() => {
            setAsking(undefined);
            void perform(asking, [instanceId]).then(() => { if (asking.name === 'purge') { location.hash = href(['orchestrations']); } else { refresh(); } });
          }}
        >
          {asking.consequence}
        </Confirm>
      )}
    </>
  );
}

function RaiseEvent({ instanceId, onRaised }: { instanceId: string; onRaised: () => void }) {
  const raise = async (form: HTMLFormElement) => {
    const fields = new FormData(form);
    const eventName = fields.get('name') as string;
    const payload = fields.get('payload') as string;
    try {
      const body: unknown = payload ? JSON.parse(payload) : undefined;
      await unwrap(api.POST('/api/orchestrations/{instanceId}/events/{eventName}', {
        params: { path: { instanceId, eventName } },
        ...(body === undefined ? {} : { body: body as never }),
      }));
      toast(`Event ${eventName} raised.`);
      form.reset();
      onRaised();
    } catch (error) {
      toastError(error);
    }
  };
  return (
    <details class="card">
      <summary>Raise an event</summary>
      <form class="filters" onSubmit={event => { event.preventDefault(); void raise(event.currentTarget); }}>
        <label>Name <input name="name" required /></label>
        <label>Payload (JSON) <input name="payload" placeholder='{"approved": true}' /></label>
        <button class="primary">Raise</button>
      </form>
    </details>
  );
}

function History({ events }: { events: readonly HistoryEvent[] }) {
  return (
    <details class="card">
      <summary>History, {events.length} events</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label="History">
        <table>
          <thead><tr><th scope="col">Time</th><th scope="col">Event</th><th scope="col">Name</th><th scope="col" class="number">Task</th><th scope="col">Details</th></tr></thead>
          <tbody>
            {events.map((event, index) => (
              <tr key={index}>
                <td class="time">{event.timestamp.slice(11, 23)}</td>
                <td>{event.type}</td>
                <td>{event.name}</td>
                <td class="number">{event.taskId}</td>
                <td class="payload">{event.failureDetails?.errorMessage ?? event.reason ?? short(event.result ?? event.input)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function short(payload: unknown): string {
  const text = payload === undefined ? '' : JSON.stringify(payload);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
