import { api, unwrap } from '../../api/client';
import { useQuery } from '../../api/useQuery';
import { href } from '../../app/location';
import { shortMoment, value } from '../../ui/format';
import { Problem } from '../../ui/Problem';
import { Skeleton } from '../../ui/Skeleton';
import { Status } from '../../ui/Status';
import { toast, toastError } from '../../ui/Toasts';
import type { Alert } from '../types';

const lookEveryMs = 3000;
const isOpen = ({ state }: Alert): boolean => state === 'firing' || state === 'escalated';

/** Alerts, of one stream or of all, newest first; those that wait for somebody can be acknowledged. */
export function AlertList({ stream }: { stream?: string }) {
  const { data, error, refresh } = useQuery(
    `alerts${stream}`, signal => unwrap(api.GET('/api/alerts', { params: { query: { limit: 100 } }, signal })), lookEveryMs);
  const alerts = data?.items.filter(alert => stream === undefined || alert.stream === stream) ?? [];

  const acknowledge = async ({ alertId }: Alert) => {
    try {
      await unwrap(api.POST('/api/alerts/{alertId}/acknowledge', { params: { path: { alertId } }, body: {} }));
      toast('Alert acknowledged.');
      refresh();
    } catch (failure) {
      toastError(failure);
    }
  };

  return (
    <section class="card" aria-labelledby="alerts-title">
      <header><h2 id="alerts-title">Alerts</h2></header>
      {error && <Problem error={error} retry={refresh} />}
      {!data && !error && <Skeleton height={60} />}
      {data && alerts.length === 0 && <p class="hint">Nothing has been out of bounds.</p>}
      <ul aria-live="polite">
        {alerts.map(alert => (
          <li key={alert.alertId} class="report-row">
            <span class="line">
              <Status value={alert.state} />
              <a href={href(['orchestrations', alert.alertId])}>{stream ? alert.monitor : `${alert.stream}: ${alert.monitor}`}</a>
            </span>
            {isOpen(alert) ? <button onClick={() => void acknowledge(alert)} aria-label={`Acknowledge ${alert.monitor}`}>Acknowledge</button> : <span />}
            <span class="hint">
              {alert.metric} was {value(alert.value)} in the window of {shortMoment(alert.window)}.{' '}
              {alert.resolvedAt ? `Over since ${shortMoment(alert.resolvedAt)}${alert.resolution ? `: ${alert.resolution}` : '.'}` : alert.acknowledgedAt && `Acknowledged ${shortMoment(alert.acknowledgedAt)}.`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
