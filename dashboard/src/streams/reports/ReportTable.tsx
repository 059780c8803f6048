import { useMemo } from 'preact/hooks';
import { count, moment, value } from '../../ui/format';
import { LineChart } from '../../ui/LineChart';
import type { Report } from '../types';

const shownRows = 500;

/** The rows of a report, and where they are over time and in one group, a chart of their counts. */
export function ReportTable({ report }: { report: Report }) {
  const { rows, question } = report;
  const isSeries = rows.length > 1 && rows.every(row => row.start) && question.groupBy.length === 0;
  const times = useMemo(() => rows.map(row => Date.parse(row.start ?? '') / 1000), [rows]);
  const series = useMemo(() => [{ name: 'Events', color: '--series-1' as const, values: rows.map(row => row.count), kind: 'bars' as const }], [rows]);
  const hasValue = rows.some(row => row.valueCount > 0);
  const hasUniques = rows.some(row => row.uniques !== undefined && row.uniques !== null);
  const hasTop = rows.some(row => row.top.length > 0);

  return (
    <section class="card" aria-label="Rows">
      {isSeries && <LineChart label={`Events in ${rows.length} intervals`} times={times} series={series} height={200} />}
      <div class="scroll" tabIndex={0} role="region" aria-label="Rows of the report">
        <table>
          <thead>
            <tr>
              {rows.some(row => row.start) && <th scope="col">Begins</th>}
              {question.groupBy.map(field => <th key={field} scope="col">{field}</th>)}
              <th scope="col" class="number">Events</th>
              {hasUniques && <th scope="col" class="number">Uniques</th>}
              {hasValue && ['Sum', 'Min', 'Max', 'Mean', 'p50', 'p95', 'p99'].map(name => <th key={name} scope="col" class="number">{name}</th>)}
              {hasTop && <th scope="col">Most frequent</th>}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shownRows).map((row, index) => (
              <tr key={index}>
                {row.start && <td class="time">{moment(row.start)}</td>}
                {row.group.map((term, at) => <td key={at}>{term || '–'}</td>)}
                <td class="number">{count(row.count)}</td>
                {hasUniques && <td class="number">{row.uniques === undefined || row.uniques === null ? '–' : count(row.uniques)}</td>}
                {hasValue && [row.sum, row.min, row.max, row.mean, row.p50, row.p95, row.p99].map((figure, at) => <td key={at} class="number">{value(figure)}</td>)}
                {hasTop && <td class="soft">{row.top.map(top => `${top.field}: ${top.items.slice(0, 3).map(item => item.key).join(', ')}`).join('; ')}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shownRows && <p class="hint">The first {shownRows} of {count(rows.length)} rows; all of them are in the CSV.</p>}
    </section>
  );
}
