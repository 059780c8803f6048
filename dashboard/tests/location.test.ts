import assert from 'node:assert/strict';
import { test } from 'node:test';
import { href, parse } from '../src/app/location';

test('What a link says is what its view reads', () => {
  const location = parse(href(['orchestrations', 'a/b c%?#ü'], { status: 'Failed', name: 'Ä & Ö' }));
  assert.deepEqual(location.path, ['orchestrations', 'a/b c%?#ü']);
  assert.deepEqual(Object.fromEntries(location.query), { status: 'Failed', name: 'Ä & Ö' });
});

test('Empty filters are not in the address', () => assert.equal(href(['images'], { status: '', color: undefined }), '#/images'));

test('No fragment is the overview', () => assert.deepEqual([parse('').path, parse('#').path, parse('#/').path], [[], [], []]));

test('A fragment that is no text does no harm', () => assert.deepEqual(parse('#/images/%E0%A4%A').path, ['images', '%E0%A4%A']));
