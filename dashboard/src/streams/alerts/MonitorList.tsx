import { useState } from 'preact/hooks';
import { api, type Schemas, unwrap } from '../../api/client';
import type { Query } from '../../api/useQuery';
import { href } from '../../app/location';
import { Confirm } from '../../ui/Confirm';
import { shortMoment } from '../../ui/format';
import { Problem } from '../../ui/Problem';
import { Skeleton } from '../../ui/Skeleton';
import { toast, toastError } from '../../ui/Toasts';
import type { Monitor } from '../types';
import { told } from './rule';

/** The rules that a stream is watched by. */
export function MonitorList({ monitors }: { monitors: Query<Schemas['StreamMonitorPage']> }) {
  const { data, error, refresh } = monitors;
  const [asking, setAsking] = useState<Monitor>();

  const remove = async ({ stream, name }: Monitor) => {
    setAsking(undefined);
    try {
      await unwrap(api.DELETE('/api/streams/{stream}/monitors/{monitor}', { params: { path: { stream, monitor: name } } }));
      toast(`Monitor ${name} deleted.`);
      refresh();
    } catch (failure) {
      toastError(failure);
    }
  };

  return (
    <section class="card" aria-labelledby="monitors-title">
      <header><h2 id="monitors-title">Monitors</h2></header>
      {error && <Problem error={error} retry={refresh} />}
      {!data && !error && <Skeleton height={80} />}
      {data?.items.length === 0 && <p class="hint">Nothing is watched yet.</p>}
      <ul>
        {data?.items.map(monitor => (
          <li key={monitor.name} class="report-row">
            <b>{monitor.name}</b>
            <button class="quiet" aria-label={`Delete monitor ${monitor.name}`} onClick={() => setAsking(monitor)}>Delete</button>
            <span class="hint">
              {told(monitor.rule)}. {monitor.judgedThrough ? `Judged through ${shortMoment(monitor.judgedThrough)}.` : 'No window has been judged yet.'}
              {monitor.alertId && <> <a href={href(['orchestrations', monitor.alertId])}>It has an alert.</a></>}
            </span>
          </li>
        ))}
      </ul>
      {asking && (
        <Confirm title={`Delete monitor ${asking.name}?`} action="Delete" onConfirm={() => void remove(asking)} onCancel={() => setAsking(undefined)}>
          The stream is not watched for this any more, and an alert that it has is over.
        </Confirm>
      )}
    </section>
  );
}
