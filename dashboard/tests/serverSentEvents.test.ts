import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventParser } from '../src/api/serverSentEvents';

const text = 'retry: 2000\n\nid: 7\nevent: window\ndata: {"count":1}\n\n: nothing new\n\nid: 8\ndata: first\ndata: second\n\n';
const expected = [{ id: '7', type: 'window', data: '{"count":1}' }, { id: '8', type: 'message', data: 'first\nsecond' }];

test('Events are read, comments and retries are not events', () => assert.deepEqual(new EventParser().push(text), expected));

test('It does not matter where the text is cut', () => {
  for (let at = 0; at <= text.length; at++) {
    const parser = new EventParser();
    assert.deepEqual([...parser.push(text.slice(0, at)), ...parser.push(text.slice(at))], expected, `cut at ${at}`);
  }
});

test('Every kind of line end is one', () => {
  for (const end of ['\r\n', '\r', '\n']) {
    const parser = new EventParser();
    const events = [...text.replaceAll('\n', end)].flatMap(character => parser.push(character));
    assert.deepEqual([...events, ...parser.push('\n')], expected);
  }
});
