import assert from 'node:assert/strict';
import { test } from 'node:test';
import { merge } from '../src/api/merge';

const idOf = (item: string): string => item[0]!;
const merged = (page: string[], before: string[], isWhole = false) => merge(page, before, idOf, isWhole);

test('News are put on top', () => assert.deepEqual(merged(['c', 'b'], ['b', 'a']), ['c', 'b', 'a']));

test('Changes are shown in place', () => assert.deepEqual(merged(['b2', 'a2'], ['b1', 'a1', 'z1']), ['b2', 'a2', 'z1']));

test('What is gone from the page is gone', () => assert.deepEqual(merged(['d', 'b'], ['d', 'c', 'b', 'a']), ['d', 'b', 'a']));

test('A page that is the whole list is all there is', () => assert.deepEqual(merged(['c'], ['c', 'b', 'a'], true), ['c']));

test('When so much is new that nothing overlaps, the rest stays', () => assert.deepEqual(merged(['e', 'd'], ['b', 'a']), ['e', 'd', 'b', 'a']));
