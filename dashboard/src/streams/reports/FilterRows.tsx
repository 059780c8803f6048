import type { Schemas } from '../../api/client';
import { commaSeparated } from '../commaSeparated';

/** Which events count, as it is typed. */
export interface Filter {
  readonly field: string;
  readonly relation: 'is' | 'atLeast' | 'atMost';
  readonly text: string;
}

export const noFilter: Filter = { field: '', relation: 'is', text: '' };

/** Filters as the host wants them; those without a field are left out. */
export function toReportFilters(filters: readonly Filter[]): Schemas['ReportFilter'][] {
  return filters.filter(filter => filter.field.trim()).map(({ field, relation, text }) => {
    const name = { field: field.trim() };
    const choices = commaSeparated(text);
    return relation === 'atLeast' ? { ...name, min: Number(text) }
      : relation === 'atMost' ? { ...name, max: Number(text) }
        : choices.length > 1 ? { ...name, in: choices } : { ...name, equals: text.trim() };
  });
}

export function FilterRows({ filters, onChange }: { filters: readonly Filter[]; onChange: (filters: readonly Filter[]) => void }) {
  const change = (index: number, part: Partial<Filter>) => onChange(filters.map((filter, at) => (at === index ? { ...filter, ...part } : filter)));
  return (
    <ul class="filter-rows" aria-label="Filters">
      {filters.map((filter, index) => (
        <li key={index}>
          <input aria-label="Field" placeholder="data.country" required value={filter.field} onInput={event => change(index, { field: event.currentTarget.value })} />
          <select aria-label="Relation" value={filter.relation} onChange={event => change(index, { relation: event.currentTarget.value as Filter['relation'] })}>
            <option value="is">is</option>
            <option value="atLeast">≥</option>
            <option value="atMost">≤</option>
          </select>
          <input
            aria-label="Value" placeholder={filter.relation === 'is' ? 'CH, DE' : '100'} required value={filter.text}
            {...(filter.relation === 'is' ? {} : { type: 'number', step: 'any' })}
            onInput={event => change(index, { text: event.currentTarget.value })}
          />
          <button type="button" class="quiet" aria-label={`Remove the filter on ${filter.field || 'nothing'}`} onClick={() => onChange(filters.filter((_, at) => at !== index))}>Remove</button>
        </li>
      ))}
    </ul>
  );
}
