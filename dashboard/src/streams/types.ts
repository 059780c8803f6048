import type { Schemas } from '../api/client';

export type EventStream = Schemas['EventStream'];
export type WindowRow = Schemas['WindowRow'];
export type Anomaly = Schemas['Anomaly'];
export type Metric = Schemas['AnomaliesAnswer']['metric'];
export type Sensitivity = Schemas['AnomaliesAnswer']['sensitivity'];
export type Report = Schemas['Report'];
export type Monitor = Schemas['StreamMonitor'];
export type Alert = Schemas['AlertStatus'];
export type IngestResult = Schemas['IngestResult'];

/** What `/live` sends whenever a stream has changed. */
export interface LiveFrame {
  readonly stream: string;
  readonly revision: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicates: number;
  readonly late: number;
  readonly watermark?: string;
  readonly window?: WindowRow;
}

export const metrics: readonly Metric[] = ['count', 'uniques', 'sum', 'mean', 'p50', 'p95', 'p99'];
export const sensitivities: readonly Sensitivity[] = ['low', 'medium', 'high'];
