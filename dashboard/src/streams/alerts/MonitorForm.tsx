import { useState } from 'preact/hooks';
import { api, unwrap } from '../../api/client';
import { toast, toastError } from '../../ui/Toasts';
import { metrics, sensitivities } from '../types';

type Kind = 'bounds' | 'anomaly';

/** Defines what a stream is watched for. */
export function MonitorForm({ stream, onSet }: { stream: string; onSet: () => void }) {
  const [kind, setKind] = useState<Kind>('bounds');

  const set = async (form: HTMLFormElement) => {
    const fields = new FormData(form);
    const text = (name: string): string => ((fields.get(name) as string | null) ?? '').trim();
    const monitor = text('name');
    try {
      await unwrap(api.PUT('/api/streams/{stream}/monitors/{monitor}', {
        params: { path: { stream, monitor } },
        body: {
          metric: text('metric'),
          ...(text('below') ? { below: Number(text('below')) } : {}),
          ...(text('above') ? { above: Number(text('above')) } : {}),
          ...(kind === 'anomaly' ? { anomaly: text('anomaly') } : {}),
          ...(text('type') ? { type: text('type') } : {}),
          windows: Number(text('windows')),
          escalateAfter: text('escalateAfter'),
        } as never,
      }));
      toast(`Monitor ${monitor} is set.`);
      form.reset();
      onSet();
    } catch (error) {
      toastError(error);
    }
  };

  return (
    <form class="card" aria-labelledby="monitor-title" onSubmit={event => { event.preventDefault(); void set(event.currentTarget); }}>
      <header><h2 id="monitor-title">Watch for</h2></header>
      <div class="fields even">
        <label>Name <input name="name" required pattern="[a-z][a-z0-9\-]{0,62}" title="a-z, 0-9 and hyphen, the first a letter" placeholder="too-quiet" /></label>
        <label>Metric <select name="metric">{metrics.map(metric => <option key={metric}>{metric}</option>)}</select></label>
        <label>
          Out of bounds is
          <select value={kind} onChange={event => setKind(event.currentTarget.value as Kind)}>
            <option value="bounds">below or above a value</option>
            <option value="anomaly">what is not expected</option>
          </select>
        </label>
        {kind === 'bounds'
          ? (
            <>
              <label>Below <input name="below" type="number" step="any" placeholder="10" /></label>
              <label>Above <input name="above" type="number" step="any" placeholder="1000" /></label>
            </>
          )
          : <label>Sensitivity <select name="anomaly" defaultValue="medium">{sensitivities.map(one => <option key={one}>{one}</option>)}</select></label>}
        <label>Windows in a row <input name="windows" type="number" min="1" max="1000" defaultValue="1" required /></label>
        <label>Escalate after <input name="escalateAfter" pattern="\d+[smhd]" title="For example 15m" defaultValue="15m" required /></label>
        <label>Only events of the type <input name="type" placeholder="all types" /></label>
      </div>
      <div><button class="primary">Set the monitor</button></div>
      <p class="hint">A monitor of the same name gets the new rule. An alert is a durable orchestration: it fires, is escalated if nobody acknowledges it, and ends when the metric returns.</p>
    </form>
  );
}
