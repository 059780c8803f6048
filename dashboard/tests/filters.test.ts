import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filtersOf, toQuery } from '../src/orchestrations/instanceFilters';
import { toReportFilters } from '../src/streams/reports/FilterRows';
import { formatOf } from '../src/streams/post';

test('Only filters that are set are asked for', () => {
  assert.deepEqual(toQuery(filtersOf(new URLSearchParams('status=Failed&name=&children=true'))), { status: 'Failed' });
});

test('A moment that is none is not asked for', () => assert.deepEqual(toQuery(filtersOf(new URLSearchParams('from=soon'))), {}));

test('Local moments are asked for in UTC', () => {
  assert.deepEqual(toQuery(filtersOf(new URLSearchParams('to=2026-05-17T14:00'))), { to: new Date('2026-05-17T14:00').toISOString() });
});

test('Several values are alternatives, and bounds are numbers', () => {
  assert.deepEqual(
    toReportFilters([
      { field: 'type', relation: 'is', text: 'sale' }, { field: ' data.country ', relation: 'is', text: 'CH, DE' },
      { field: 'data.amount', relation: 'atLeast', text: '10' }, { field: 'data.amount', relation: 'atMost', text: '20.5' }, { field: '', relation: 'is', text: 'x' },
    ]),
    [{ field: 'type', equals: 'sale' }, { field: 'data.country', in: ['CH', 'DE'] }, { field: 'data.amount', min: 10 }, { field: 'data.amount', max: 20.5 }]);
});

test('Files of events are known by their names', () => {
  assert.deepEqual(formatOf('A.NDJSON.gz'), { mediaType: 'application/x-ndjson', isGzip: true });
  assert.deepEqual(formatOf('a.csv'), { mediaType: 'text/csv', isGzip: false });
  assert.equal(formatOf('a.txt'), undefined);
});
