import { useState } from 'preact/hooks';
import { api, type Circuit, unwrap } from '../api/client';
import { useQuery } from '../api/useQuery';
import { Confirm } from '../ui/Confirm';
import { shortMoment } from '../ui/format';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { Status } from '../ui/Status';
import { toast, toastError } from '../ui/Toasts';

const lookEveryMs = 3000;

/** What is called outside, and whether it may be; operators can keep calls away. */
export function CircuitsCard() {
  const { data, error, refresh } = useQuery('circuits', signal => unwrap(api.GET('/api/circuits', { signal })), lookEveryMs);
  const [asking, setAsking] = useState<Circuit>();

  const set = async (circuit: Circuit, action: 'isolate' | 'reset') => {
    setAsking(undefined);
    const params = { params: { path: { name: circuit.name }, query: { reason: 'From the dashboard.' } } };
    try {
      await unwrap(action === 'isolate' ? api.POST('/api/circuits/{name}/isolate', params) : api.POST('/api/circuits/{name}/reset', params));
      toast(action === 'isolate' ? `${circuit.name} is isolated.` : `${circuit.name} is reset.`);
      refresh();
    } catch (failure) {
      toastError(failure);
    }
  };

  return (
    <section class="card" aria-labelledby="circuits-title">
      <header><h2 id="circuits-title">Circuits</h2></header>
      {error && <Problem error={error} retry={refresh} />}
      {!data && !error && <Skeleton height={60} />}
      {data?.items.length === 0 && <p class="hint">No other service has been called yet.</p>}
      <ul>
        {data?.items.map(circuit => (
          <li key={circuit.name} class="listed">
            <span class="line"><b>{circuit.name}</b><Status value={circuit.state} /></span>
            {circuit.state === 'Closed'
              ? <button class="quiet" aria-label={`Isolate ${circuit.name}`} onClick={() => setAsking(circuit)}>Isolate</button>
              : <button class="quiet" aria-label={`Reset ${circuit.name}`} onClick={() => void set(circuit, 'reset')}>Reset</button>}
            {circuit.reason && <span class="hint">{circuit.reason}{circuit.changedAt && ` Since ${shortMoment(circuit.changedAt)}.`}{circuit.openUntil && ` Until ${shortMoment(circuit.openUntil)}.`}</span>}
          </li>
        ))}
      </ul>
      {asking && (
        <Confirm title={`Isolate ${asking.name}?`} action="Isolate" onConfirm={() => void set(asking, 'isolate')} onCancel={() => setAsking(undefined)}>
          No process calls it any more, until somebody resets the circuit.
        </Confirm>
      )}
    </section>
  );
}
