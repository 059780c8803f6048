import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rate, timesOf } from '../src/overview/series';
import { sampleLines } from '../src/streams/sample';

test('A series knows when its steps are', () => {
  assert.deepEqual(timesOf({ start: '1970-01-01T00:01:00Z', step: 5, values: [1, 2, 3] }), [60, 65, 70]);
});

test('Rare things are counted by the minute or hour', () => {
  assert.deepEqual([0, 12_500, 3.84, 0.05, 0.0005].map(rate), ['0/s', '13K/s', '3.8/s', '3/min', '1.8/h']);
});

test('The sample is the same for the same moment, and has three lines that are no events', () => {
  const now = Date.parse('2026-05-17T14:00:00Z');
  const lines = sampleLines(now).split('\n');
  const good = lines.filter(line => {
    try {
      return (JSON.parse(line) as { type?: string }).type !== undefined;
    } catch {
      return false;
    }
  });
  assert.equal(sampleLines(now), lines.join('\n'));
  assert.equal(lines.length - good.length, 3);
  assert.ok(good.every(line => Date.parse((JSON.parse(line) as { time: string }).time) < now));
});
