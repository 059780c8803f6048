import type { Series } from '../../ui/LineChart';
import type { EventStream, Metric, WindowRow } from '../types';

/** A way to look at windows. */
export type WindowsView = 'count' | 'percentiles' | 'mean' | 'sum' | 'uniques';

/** The ways that make sense for what a stream computes. */
export function viewsOf({ settings }: EventStream): readonly (readonly [WindowsView, string])[] {
  return [
    ['count', 'Count'],
    ...(settings.value ? [['percentiles', 'Percentiles'], ['mean', 'Mean'], ['sum', 'Sum']] as const : []),
    ...(settings.unique ? [['uniques', 'Uniques']] as const : []),
  ];
}

export function seriesOf(view: WindowsView, rows: readonly WindowRow[]): readonly Series[] {
  const of = (metric: Metric): (number | null)[] => rows.map(row => row[metric] ?? null);
  switch (view) {
    case 'percentiles':
      return [
        { name: 'p50', color: '--series-1', values: of('p50') },
        { name: 'p95', color: '--series-3', values: of('p95') },
        { name: 'p99', color: '--series-5', values: of('p99') },
      ];
    case 'mean':
      return [{ name: 'Mean', color: '--series-2', values: of('mean') }];
    case 'sum':
      return [{ name: 'Sum', color: '--series-4', values: of('sum'), kind: 'bars' }];
    case 'uniques':
      return [{ name: 'Uniques', color: '--series-2', values: of('uniques'), kind: 'bars' }];
    default:
      return [{ name: 'Events', color: '--series-1', values: of('count'), kind: 'bars' }];
  }
}

/** Whether a metric can be seen in a view, and so what is strange about it be marked there. */
export const isSeen = (view: WindowsView, metric: Metric): boolean => (view === 'percentiles' ? metric.startsWith('p') : view === metric);
