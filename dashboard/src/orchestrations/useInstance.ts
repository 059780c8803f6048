import { useEffect, useRef, useState } from 'preact/hooks';
import { api, type HistoryEvent, type Orchestration, unwrap } from '../api/client';
import { watch } from '../api/serverSentEvents';
import { type Query, useQuery } from '../api/useQuery';

/** While the host cannot be followed, it is asked. */
const lookEveryMs = 2000;

export interface Instance {
  readonly instance: Orchestration;
  /** Undefined where the backend does not give it out. */
  readonly history: readonly HistoryEvent[] | undefined;
}

/** An instance and what happened to it, asked for again whenever the host tells of a change. */
export function useInstance(instanceId: string): Query<Instance> & { readonly isLive: boolean } {
  const [isLive, setIsLive] = useState(false);
  const known = useRef<Instance>();
  const params = { params: { path: { instanceId } } };

  const query = useQuery(instanceId, async signal => {
    const instance = await unwrap(api.GET('/api/orchestrations/{instanceId}', { ...params, signal }));
    const before = known.current;
    if (before && before.instance.lastUpdatedAt === instance.lastUpdatedAt && before.instance.runtimeStatus === instance.runtimeStatus) {
      return before;
    }
    const history = await unwrap(api.GET('/api/orchestrations/{instanceId}/history', { ...params, signal })).catch(() => undefined);
    known.current = { instance, history: history?.items };
    return known.current;
  }, isLive ? undefined : lookEveryMs);

  useEffect(() => {
    const abort = new AbortController();
    void watch<Orchestration>(`/api/orchestrations/${encodeURIComponent(instanceId)}/live`, abort.signal, {
      onState: setIsLive,
      onEvent: ({ lastUpdatedAt }) => {
        if (known.current?.instance.lastUpdatedAt !== lastUpdatedAt) {
          query.refresh();
        }
      },
    });
    return () => abort.abort();
  }, [instanceId]);

  return { ...query, isLive };
}
