import assert from 'node:assert/strict';
import { test } from 'node:test';
import { patiently, waitOf } from '../src/api/patience';

test('A busy host is left alone for as long as it asks', () => assert.deepEqual([waitOf(429, '3'), waitOf(503, '0')], [3000, 0]));

test('What is final, or takes too long, is not waited for', () => {
  assert.deepEqual([waitOf(200, '3'), waitOf(500, '3'), waitOf(429, null), waitOf(503, '3600'), waitOf(429, 'tomorrow')], new Array(5).fill(undefined));
});

test('It is asked again until the host is free', async () => {
  const answers = [429, 503, 200].map(status => new Response(null, { status, headers: { 'Retry-After': '0' } }));
  assert.equal((await patiently(async () => answers.shift()!)).status, 200);
});

test('It is not asked for ever', async () => {
  let asked = 0;
  const answer = await patiently(async () => {
    asked++;
    return new Response(null, { status: 429, headers: { 'Retry-After': '0' } });
  });
  assert.deepEqual([answer.status, asked], [429, 5]);
});
