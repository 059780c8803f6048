import { useRef } from 'preact/hooks';
import { api, type HistoryEvent, type Orchestration, unwrap } from '../api/client';
import { type Query, useQuery } from '../api/useQuery';

const lookEveryMs = 1000;

export interface Instance {
  readonly instance: Orchestration;
  /** Undefined where the backend does not give it out. */
  readonly history: readonly HistoryEvent[] | undefined;
}

/** An instance and what happened to it. The history is asked for again only when the instance has changed. */
export function useInstance(instanceId: string): Query<Instance> {
  const known = useRef<Instance>();
  const params = { params: { path: { instanceId } } };
  return useQuery(instanceId, async signal => {
    const instance = await unwrap(api.GET('/api/orchestrations/{instanceId}', { ...params, signal }));
    const before = known.current;
    if (before && before.instance.lastUpdatedAt === instance.lastUpdatedAt && before.instance.runtimeStatus === instance.runtimeStatus) {
      return before;
    }
    const history = await unwrap(api.GET('/api/orchestrations/{instanceId}/history', { ...params, signal })).catch(() => undefined);
    known.current = { instance, history: history?.items };
    return known.current;
  }, lookEveryMs);
}
