import type { Schemas } from '../api/client';

export type Costs = Schemas['CostComparison'];
export type Platform = Schemas['PlatformCost'];
export type Share = Schemas['CostShare'];
export type Usage = Schemas['UsageTotals'];
