import type { MetricsSummary, TimeSeries } from './types';

/** When each step of a series begins, in seconds since 1970. */
export function timesOf({ start, step, values }: TimeSeries): readonly number[] {
  const begin = Date.parse(start) / 1000;
  return values.map((_, index) => begin + index * step);
}

/** A rate for people: "3.8/s", and per minute or hour what is rarer. */
export function rate(perSecond: number): string {
  return perSecond === 0 ? '0/s'
    : perSecond >= 0.1 ? `${format(perSecond)}/s`
      : perSecond >= 0.1 / 60 ? `${format(perSecond * 60)}/min` : `${format(perSecond * 3600)}/h`;
}

const format = (amount: number): string => new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 2 }).format(amount);

/** A series is drawn at least so many steps long, however young the instance is. */
const fewestSteps = 36;

/** A summary without the time before the instance was there. */
export function sinceStart(summary: MetricsSummary): MetricsSummary {
  const cut = (series: TimeSeries): TimeSeries => {
    const before = Math.floor((Date.parse(summary.startedAt) - Date.parse(series.start)) / 1000 / series.step);
    const steps = Math.max(0, Math.min(before, series.values.length - fewestSteps));
    return { ...series, start: new Date(Date.parse(series.start) + steps * series.step * 1000).toISOString(), values: series.values.slice(steps) };
  };
  const { operations, cache, retries } = summary;
  return {
    ...summary,
    operations: operations.map(operation => ({
      ...operation,
      throughput: cut(operation.throughput),
      failures: cut(operation.failures),
      ...(operation.latency ? { latency: { ...operation.latency, p95Series: cut(operation.latency.p95Series) } } : {}),
    })),
    cache: { ...cache, throughput: cut(cache.throughput), hitThroughput: cut(cache.hitThroughput) },
    retries: { ...retries, throughput: cut(retries.throughput) },
  };
}
