import type { TimeSeries } from './types';

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
