/** A time of a stream, in milliseconds since 1970. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export type Span = '1h' | '6h' | '24h' | '7d' | '30d' | 'all';

export const spans: readonly (readonly [Span, string])[] = [['1h', '1 h'], ['6h', '6 h'], ['24h', '24 h'], ['7d', '7 d'], ['30d', '30 d'], ['all', 'All']];

const hour = 3_600_000;
const day = 24 * hour;
const lengths: Record<Exclude<Span, 'all'>, number> = { '1h': hour, '6h': 6 * hour, '24h': day, '7d': 7 * day, '30d': 30 * day };
const units: Record<string, number> = { s: 1000, m: 60_000, h: hour, d: day, w: 7 * day };

/** The sizes that people think in. */
const roundSizes = ['1s', '5s', '10s', '15s', '30s', '1m', '5m', '15m', '1h', '6h', '1d', '1w'] as const;

/** No more windows than this make a chart that can be read. */
const mostWindows = 400;

/** The length of "15m", in milliseconds; undefined when the text is none. */
export function lengthOf(size: string): number | undefined {
  const [, amount, unit] = /^(\d+)([smhdw])$/.exec(size) ?? [];
  return amount && unit ? Number(amount) * units[unit]! : undefined;
}

/** What a stream says of its own time. */
export interface StreamClock {
  readonly firstWindow?: string;
  readonly watermark?: string;
  readonly baseWindowsFrom?: string;
  readonly hoursFrom?: string;
}

/** The range that a view shows: the one that was zoomed to, else a span that ends at the stream's own clock. */
export function rangeOf(query: URLSearchParams, clock: StreamClock, window: number, now: number): Range {
  const [from, to] = [Date.parse(query.get('from') ?? ''), Date.parse(query.get('to') ?? '')];
  if (from < to) {
    return { from, to };
  }
  const end = (clock.watermark ? Math.floor(Date.parse(clock.watermark) / window) * window : Math.floor(now / window) * window) + window;
  const span = spanOf(query, clock);
  const length = span === 'all'
    ? Math.max(hour, end - Date.parse(clock.firstWindow ?? new Date(end - hour).toISOString()))
    : lengths[span];
  return { from: end - length, to: end };
}

/** The span that is asked for, else the shortest that shows a young stream whole, else a day. */
export function spanOf(query: URLSearchParams, clock: StreamClock): Span {
  const age = Date.parse(clock.watermark ?? '') - Date.parse(clock.firstWindow ?? '');
  return spans.find(([span]) => span === query.get('range'))?.[0] ?? (['1h', '6h'] as const).find(span => age < lengths[span]) ?? '24h';
}

/** The sizes that windows of a range may have: whole multiples of the stream's own, as far as they are kept, and not too many for a chart. */
export function sizesFor(range: Range, window: number, clock: StreamClock): readonly string[] {
  const least = range.from < Date.parse(clock.hoursFrom ?? '') ? day : range.from < Date.parse(clock.baseWindowsFrom ?? '') ? hour : 0;
  const all = roundSizes.filter(size => lengthOf(size)! % window === 0 && lengthOf(size)! >= least);
  const few = all.filter(size => (range.to - range.from) / lengthOf(size)! <= mostWindows);
  return few.length > 0 ? few : all.slice(-1);
}
