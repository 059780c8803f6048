const tones: Record<string, string> = {
  Completed: 'good', Healthy: 'good', Closed: 'good', resolved: 'good', Live: 'good',
  Processing: 'busy', Running: 'busy', Pending: 'busy', ContinuedAsNew: 'busy', HalfOpen: 'busy', Uploading: 'busy', acknowledged: 'busy', Connecting: 'busy',
  Suspended: 'warn', Rejected: 'warn', Degraded: 'warn', Isolated: 'warn', firing: 'warn',
  Failed: 'bad', Terminated: 'bad', Unhealthy: 'bad', Open: 'bad', escalated: 'bad',
};

/** A state, told by word first and by colour second. */
export function Status({ value }: { value: string }) {
  return <span class={`status ${tones[value] ?? ''}`}>{value}</span>;
}
