import { href, type Location, replaceQuery } from '../../app/location';
import { Choice } from '../../ui/Choice';
import { counted, shortMoment, title, value } from '../../ui/format';
import { Problem } from '../../ui/Problem';
import { Skeleton } from '../../ui/Skeleton';
import { lengthOf } from '../range';
import { metrics, sensitivities } from '../types';
import { type Anomalies, metricOf, sensitivityOf } from './useAnomalies';

const around = 20;
const shownAtMost = 12;

/** The windows that were not as expected; each leads to the time around it. */
export function AnomaliesPanel({ answer, location, stream }: { answer: Anomalies; location: Location; stream: string }) {
  const { data, error } = answer;
  const length = lengthOf(data?.size ?? '1m') ?? 60_000;
  const zoom = (start: string) => href(['streams', stream], {
    ...Object.fromEntries(location.query),
    from: new Date(Date.parse(start) - around * length).toISOString(), to: new Date(Date.parse(start) + around * length).toISOString(),
  });

  return (
    <section class="card" aria-label="Anomalies">
      <header><h2>Anomalies</h2><span class="spring" />{data && <span class="hint">{counted(data.judged, 'window')} judged</span>}</header>
      <div class="fields">
        <Choice label="Metric" options={metrics} value={metricOf(location)} onChange={metric => replaceQuery(location, { metric })} />
        <Choice label="Sensitivity" options={sensitivities} value={sensitivityOf(location)} onChange={sensitivity => replaceQuery(location, { sensitivity })} />
      </div>
      {error && <Problem error={error} />}
      {!data && !error && <Skeleton height={120} />}
      {data?.note && <p class="hint">{data.note}</p>}
      {data && data.items.length === 0 && <p class="hint">Everything was as expected.</p>}
      {data && data.items.length > 0 && (
        <ul class="findings">
          {data.items.slice(-shownAtMost).reverse().map(anomaly => (
            <li key={anomaly.start}>
              <a href={zoom(anomaly.start)}>{shortMoment(anomaly.start)}</a>
              <span>{title(anomaly.kind)}</span>
              <span class="number"><b>{value(anomaly.value)}</b> <span class="soft">for {value(anomaly.lower)} to {value(anomaly.upper)}</span></span>
            </li>
          ))}
        </ul>
      )}
      {data && data.items.length > shownAtMost && <p class="hint">The newest {shownAtMost} of {data.items.length}.</p>}
    </section>
  );
}
