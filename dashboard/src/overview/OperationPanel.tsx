import { useMemo, useState } from 'preact/hooks';
import { duration, title } from '../ui/format';
import { LineChart, type Series } from '../ui/LineChart';
import { Segments } from '../ui/Segments';
import { rate, timesOf } from './series';
import type { MetricsSummary } from './types';

const height = 200;

/** Throughput, failures and latency of one kind of operation over time. */
export function OperationPanel({ summary: { operations } }: { summary: MetricsSummary }) {
  const [chosen, setChosen] = useState('requests');
  const operation = operations.find(one => one.name === chosen) ?? operations[0];
  const throughput = useMemo((): readonly Series[] => (operation ? [
    { name: 'A second', color: '--series-1', values: operation.throughput.values, kind: 'area' },
    { name: 'Failed', color: '--bad', values: operation.failures.values },
  ] : []), [operation]);
  const latency = useMemo((): readonly Series[] => (operation?.latency
    ? [{ name: 'p95', color: '--series-3', values: operation.latency.p95Series.values, kind: 'area' }]
    : []), [operation]);
  if (!operation) {
    return null;
  }

  return (
    <section class="card" aria-labelledby="operation-title">
      <header>
        <h2 id="operation-title">Throughput and latency</h2>
        <span class="spring" />
        <Segments label="Kind" options={operations.map(({ name }) => [name, title(name)] as const)} value={operation.name} onChange={setChosen} />
      </header>
      <div class="charts">
        <LineChart label={`${title(operation.name)}: ${rate(operation.perSecond)} in the last minute`} times={timesOf(operation.throughput)} series={throughput} height={height} />
        <div>
          {operation.latency
            ? <LineChart label={`Latency of ${operation.name}`} times={timesOf(operation.latency.p95Series)} series={latency} height={height} format={duration} />
            : <p class="hint">An event takes no time of its own.</p>}
        </div>
      </div>
      {operation.latency && (
        <dl class="figures">
          <div><dt>p50</dt><dd>{duration(operation.latency.p50Ms)}</dd></div>
          <div><dt>p95</dt><dd>{duration(operation.latency.p95Ms)}</dd></div>
          <div><dt>p99</dt><dd>{duration(operation.latency.p99Ms)}</dd></div>
        </dl>
      )}
    </section>
  );
}
