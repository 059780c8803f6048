const tones: Record<string, string> = {
  Completed: 'good', Healthy: 'good', Closed: 'good',
  Processing: 'busy', Running: 'busy', Pending: 'busy', ContinuedAsNew: 'busy', HalfOpen: 'busy',
  Suspended: 'warn', Rejected: 'warn', Degraded: 'warn', Isolated: 'warn',
  Failed: 'bad', Terminated: 'bad', Unhealthy: 'bad', Open: 'bad',
};

/** A state, told by word first and by colour second. */
export function Status({ value }: { value: string }) {
  return <span class={`status ${tones[value] ?? ''}`}>{value}</span>;
}
