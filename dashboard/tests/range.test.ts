import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lengthOf, rangeOf, sizesFor, spanOf } from '../src/streams/range';

const minute = 60_000;
const hour = 60 * minute;
const now = Date.parse('2026-05-17T14:00:30Z');
const clock = { firstWindow: '2026-05-01T00:00:00Z', watermark: '2026-05-10T12:34:56Z' };
const query = (text: string) => new URLSearchParams(text);

test('A span ends with the newest window of the stream, not with today', () => {
  assert.deepEqual(rangeOf(query('range=1h'), clock, minute, now), { from: Date.parse('2026-05-10T11:35:00Z'), to: Date.parse('2026-05-10T12:35:00Z') });
});

test('A range that was zoomed to is taken as it is', () => {
  const zoomed = query('from=2026-05-02T00:00:00Z&to=2026-05-02T01:00:00Z&range=7d');
  assert.deepEqual(rangeOf(zoomed, clock, minute, now), { from: Date.parse('2026-05-02T00:00:00Z'), to: Date.parse('2026-05-02T01:00:00Z') });
});

test('A range that makes no sense is not taken', () => {
  const range = rangeOf(query('from=nonsense&to=2026-05-02T01:00:00Z&range=1h'), clock, minute, now);
  assert.equal(range.to - range.from, hour);
});

test('All begins with the first window', () => assert.equal(rangeOf(query('range=all'), clock, minute, now).from, Date.parse(clock.firstWindow)));

test('A stream without events shows the hour before now', () => {
  const range = rangeOf(query('range=1h'), {}, minute, now);
  assert.deepEqual([range.from, range.to], [Date.parse('2026-05-17T13:01:00Z'), Date.parse('2026-05-17T14:01:00Z')]);
});

test('A young stream is shown whole', () => {
  assert.equal(spanOf(query(''), { firstWindow: '2026-05-10T12:00:00Z', watermark: '2026-05-10T12:30:00Z' }), '1h');
  assert.equal(spanOf(query(''), clock), '24h');
});

test('Sizes are multiples of the window, and not too many fit', () => {
  assert.deepEqual(sizesFor({ from: now - 6 * hour, to: now }, minute, {}), ['1m', '5m', '15m', '1h', '6h', '1d', '1w']);
  assert.equal(sizesFor({ from: now - 30 * 24 * hour, to: now }, minute, {})[0], '6h');
  assert.equal(sizesFor({ from: now - hour, to: now }, 15 * minute, {})[0], '15m');
});

test('What is kept only as hours or days has no smaller size', () => {
  const range = { from: now - hour, to: now };
  assert.equal(sizesFor(range, minute, { baseWindowsFrom: new Date(now).toISOString() })[0], '1h');
  assert.equal(sizesFor(range, minute, { hoursFrom: new Date(now).toISOString() })[0], '1d');
});

test('There is always a size', () => assert.equal(sizesFor({ from: 0, to: now }, minute, {}).length, 1));

test('Lengths are read as the host writes them', () => {
  assert.deepEqual(['30s', '15m', '6h', '1d', '', '5', 'm', '1y'].map(lengthOf), [30_000, 900_000, 21_600_000, 86_400_000, undefined, undefined, undefined, undefined]);
});
