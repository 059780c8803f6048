import { FilterField } from '../ui/FilterField';
import { type InstanceFilters, statuses } from './instanceFilters';

interface Props {
  readonly filters: InstanceFilters;
  readonly onChange: (changes: Record<string, string | undefined>) => void;
}

export function FilterForm({ filters: { status, name, id, from, to, children }, onChange }: Props) {
  const isFiltered = Boolean(status || name || id || from || to || children);
  return (
    <form class="fields" role="search" aria-label="Filter orchestrations" onSubmit={event => event.preventDefault()}>
      <label>
        Status
        <select value={status} onChange={event => onChange({ status: event.currentTarget.value })}>
          <option value="">Any</option>
          <option value="Pending,Running,Suspended">Unfinished</option>
          {statuses.map(one => <option key={one}>{one}</option>)}
        </select>
      </label>
      <FilterField label="Orchestrator" value={name} placeholder="ProcessImage" onChange={next => onChange({ name: next })} />
      <FilterField label="Id begins with" value={id} placeholder="image-" onChange={next => onChange({ id: next })} />
      <label>Created from <input type="datetime-local" value={from} onChange={event => onChange({ from: event.currentTarget.value })} /></label>
      <label>to <input type="datetime-local" value={to} onChange={event => onChange({ to: event.currentTarget.value })} /></label>
      <label class="check">
        <input type="checkbox" checked={children} onChange={event => onChange({ children: event.currentTarget.checked ? 'true' : undefined })} />
        Children too
      </label>
      {isFiltered && (
        <button type="button" class="quiet" onClick={() => onChange({ status: undefined, name: undefined, id: undefined, from: undefined, to: undefined, children: undefined })}>
          Clear filters
        </button>
      )}
    </form>
  );
}
