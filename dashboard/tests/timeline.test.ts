import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HistoryEvent } from '../src/api/client';
import { axisOf, place, rowsOf, type Span, spansOf } from '../src/orchestrations/timelineRows';

const at = (ms: number): string => new Date(ms).toISOString();
const scheduled = (taskId: number, name: string, ms: number): HistoryEvent => ({ type: 'TaskScheduled', timestamp: at(ms), taskId, name });
const completed = (taskId: number, ms: number): HistoryEvent => ({ type: 'TaskCompleted', timestamp: at(ms), taskId });
const span = (from: number, to: number | undefined, name = 'Work'): Span => ({ name, from, to, outcome: to === undefined ? 'open' : 'done' });

test('An activity is a span from its scheduling to its end', () => {
  assert.deepEqual(spansOf([scheduled(0, 'Render', 100), completed(0, 400)]), [{ name: 'Render', from: 100, to: 400, outcome: 'done' }]);
});

test('What failed and what goes on are told apart', () => {
  const spans = spansOf([scheduled(0, 'A', 0), scheduled(1, 'B', 1), { type: 'TaskFailed', timestamp: at(9), taskId: 0 }]);
  assert.deepEqual(spans.map(one => [one.name, one.outcome, one.to]), [['A', 'failed', 9], ['B', 'open', undefined]]);
});

test('A fan-out of many is one row, and a few are rows of their own', () => {
  const many = Array.from({ length: 200 }, (_, index) => span(index, index + 50, 'Render'));
  const rows = rowsOf([...many, span(0, 10, 'Inspect'), span(260, 270, 'Publish')]);
  assert.deepEqual(rows.map(row => [row.name, row.spans.length]), [['Render × 200', 200], ['Inspect', 1], ['Publish', 1]]);
});

test('A long sleep takes little of the axis', () => {
  const day = 86_400_000;
  const axis = axisOf([span(0, 1000), span(day, day + 1000)], day + 1000);
  assert.deepEqual(axis.map(stretch => stretch.isCut), [false, true, false]);
  assert.ok(axis[1]!.right - axis[1]!.left < 0.05);
});

test('A short pause is drawn to scale', () => {
  const axis = axisOf([span(0, 1000), span(1100, 2100)], 2100);
  assert.ok(axis.every(stretch => !stretch.isCut));
  assert.ok(Math.abs(place(axis, 1050) - 0.5) < 1e-9);
});

test('Every moment has a place between 0 and 1, and later ones are not before earlier ones', () => {
  const spans = [span(0, 500), span(200, 900), span(50_000, 50_400), span(900_000, undefined)];
  const axis = axisOf(spans, 900_700);
  const places = Array.from({ length: 1000 }, (_, index) => place(axis, index * 900.7));
  assert.ok(places.every((one, index) => one >= 0 && one <= 1 + 1e-9 && (index === 0 || one >= places[index - 1]!)));
});

test('Nothing has no axis', () => assert.deepEqual(axisOf([], 0), []));
