import type { Schemas } from '../api/client';

export type MetricsSummary = Schemas['MetricsSummary'];
export type OperationSummary = Schemas['OperationSummary'];
export type TimeSeries = Schemas['TimeSeries'];
