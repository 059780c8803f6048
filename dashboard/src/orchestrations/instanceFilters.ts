/** Which instances are listed; all of it is in the address. */
export interface InstanceFilters {
  readonly status: string;
  readonly name: string;
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly children: boolean;
}

export const statuses = ['Pending', 'Running', 'Completed', 'Failed', 'Terminated', 'Suspended', 'ContinuedAsNew'] as const;

export function filtersOf(query: URLSearchParams): InstanceFilters {
  const of = (name: string): string => query.get(name) ?? '';
  return { status: of('status'), name: of('name'), id: of('id'), from: of('from'), to: of('to'), children: of('children') === 'true' };
}

/** What the host is asked: moments as it reads them, and nothing that is empty. Children are left out on this side. */
export function toQuery({ status, name, id, from, to }: InstanceFilters): Record<string, string> {
  const moments = { from: isoOf(from), to: isoOf(to) };
  return Object.fromEntries(Object.entries({ status, name, id, ...moments }).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** A local date and time, as an input gives it, in UTC; undefined when it is none. */
function isoOf(local: string): string | undefined {
  const ms = Date.parse(local);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
