import type { Monitor } from '../types';

/** A rule in words: "count below 10, for 3 windows". */
export function told({ metric, above, below, anomaly, type, windows }: Monitor['rule']): string {
  const bounds = [isNumber(below) && `below ${below}`, isNumber(above) && `above ${above}`].filter(Boolean).join(' or ');
  return [
    `${metric} ${bounds || `not as expected (${anomaly} sensitivity)`}`,
    windows > 1 && `for ${windows} windows`,
    type && `of type ${type}`,
  ].filter(Boolean).join(', ');
}

const isNumber = (value: number | null | undefined): value is number => typeof value === 'number';
