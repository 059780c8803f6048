import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, counted, duration, money, percent, period, shortMoment, title, value } from '../src/ui/format';

test('Bytes are told in the unit that suits them', () => {
  assert.deepEqual([0, 999, 1000, 15_400, 2_500_000, 7e12].map(bytes), ['0 B', '999 B', '1.0 KB', '15 KB', '2.5 MB', '7.0 TB']);
});

test('Durations are told in the unit that suits them', () => {
  assert.deepEqual([0, 0.42, 12, 1500, 61_000, 7_200_000, 172_800_000].map(duration), ['0 ms', '0.4 ms', '12 ms', '1.50 s', '1.0 min', '2.0 h', '2.0 d']);
});

test('Small amounts of money keep digits that say something', () => {
  assert.deepEqual([0, 12.5, 1234.5, 0.0213, 0.000026].map(amount => money(amount)), ['$0.00', '$12.50', '$1,234.50', '$0.0213', '$0.000026']);
});

test('A value that is not there is a dash', () => assert.deepEqual([value(undefined), value(null), value(0)], ['–', '–', '0']));

test('Long values are rounded to four digits', () => assert.deepEqual([value(3.14159), value(123_456)], ['3.142', '123.5K']));

test('Names of properties become words', () => assert.equal(title('exposureTime'), 'Exposure time'));

test('One is singular', () => assert.deepEqual([counted(1, 'file'), counted(2000, 'file')], ['1 file', '2,000 files']));

test('Ratios become percentages', () => assert.deepEqual([percent(0.957), percent(0.957, 1)], ['96 %', '95.7 %']));

test('A moment of today has no date', () => {
  const now = new Date(2026, 4, 17, 14, 0);
  assert.equal(shortMoment(new Date(2026, 4, 17, 9, 5).toISOString(), now), '09:05');
  assert.equal(shortMoment(new Date(2026, 4, 16, 9, 5).toISOString(), now), '16 May 09:05');
});

test('A period within a day has one date', () => {
  const at = (day: number, hour: number) => new Date(2026, 4, day, hour).toISOString();
  assert.deepEqual([period(at(17, 9), at(17, 10)), period(at(17, 9), at(18, 10))], ['17 May 09:00 to 10:00', '17 May 09:00 to 18 May 10:00']);
});
