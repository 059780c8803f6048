import { api, type Schemas, unwrap } from '../../api/client';
import { type Query, useQuery } from '../../api/useQuery';
import type { Location } from '../../app/location';
import { type EventStream, type Metric, metrics, sensitivities, type Sensitivity } from '../types';
import { lengthOf, sizesFor } from '../range';
import { ask, type Question } from './question';

export type Anomalies = Query<Schemas['AnomaliesAnswer']>;

export const metricOf = (location: Location): Metric => metrics.find(one => one === location.query.get('metric')) ?? 'count';

export const sensitivityOf = (location: Location): Sensitivity => sensitivities.find(one => one === location.query.get('sensitivity')) ?? 'medium';

/** What was not as expected in a range, in windows as they are shown. */
export function useAnomalies(stream: EventStream, question: Question, location: Location, version: string): Anomalies {
  const range = { from: Date.parse(question.from), to: Date.parse(question.to) };
  const sizes = sizesFor(range, lengthOf(stream.settings.window as string) ?? 60_000, stream.state);
  const size = sizes.find(one => one === location.query.get('size')) ?? sizes[0] ?? '1d';
  const [metric, sensitivity] = [metricOf(location), sensitivityOf(location)];
  return useQuery(`${metric}${sensitivity}${size}${version}`, signal => {
    const { path, query } = ask(question);
    return unwrap(api.GET('/api/streams/{stream}/anomalies', { params: { path, query: { ...query, size, metric: capitalized(metric), sensitivity: capitalized(sensitivity) } }, signal }));
  }, undefined, true);
}

/** Names of values are written so in queries. */
const capitalized = <T extends string>(name: T): Capitalize<T> => (name.charAt(0).toUpperCase() + name.slice(1)) as Capitalize<T>;
