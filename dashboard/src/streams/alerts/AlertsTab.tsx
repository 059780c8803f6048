import { api, unwrap } from '../../api/client';
import { useQuery } from '../../api/useQuery';
import { AlertList } from './AlertList';
import { MonitorForm } from './MonitorForm';
import { MonitorList } from './MonitorList';

const lookEveryMs = 3000;

/** What a stream is watched for, and what was found. */
export function AlertsTab({ stream }: { stream: string }) {
  const monitors = useQuery(
    `monitors${stream}`, signal => unwrap(api.GET('/api/streams/{stream}/monitors', { params: { path: { stream } }, signal })), lookEveryMs);

  return (
    <div class="columns">
      <MonitorForm stream={stream} onSet={monitors.refresh} />
      <div class="stack">
        <AlertList stream={stream} />
        <MonitorList monitors={monitors} />
      </div>
    </div>
  );
}
