import { useState } from 'preact/hooks';
import { count, moment, value } from '../../ui/format';
import type { WindowRow } from '../types';

const shownRows = 100;

interface Props {
  readonly rows: readonly WindowRow[];
  readonly hasValue: boolean;
  readonly hasUnique: boolean;
}

/** The figures of the chart, newest first. */
export function WindowsTable({ rows, hasValue, hasUnique }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const shown = isOpen ? rows.filter(row => row.count > 0).slice(-shownRows).reverse() : [];
  return (
    <details onToggle={event => setIsOpen(event.currentTarget.open)}>
      <summary>Figures</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label="Windows">
        <table>
          <thead>
            <tr>
              <th scope="col">Begins</th><th scope="col" class="number">Events</th>
              {hasUnique && <th scope="col" class="number">Uniques</th>}
              {hasValue && ['Sum', 'Min', 'Max', 'Mean', 'p50', 'p95', 'p99'].map(name => <th key={name} scope="col" class="number">{name}</th>)}
            </tr>
          </thead>
          <tbody>
            {shown.map(row => (
              <tr key={row.start}>
                <td class="time">{moment(row.start)}{row.isOpen && <span class="soft"> open</span>}</td>
                <td class="number">{count(row.count)}</td>
                {hasUnique && <td class="number">{count(row.uniques)}</td>}
                {hasValue && [row.sum, row.min, row.max, row.mean, row.p50, row.p95, row.p99].map((figure, index) => <td key={index} class="number">{value(figure)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
