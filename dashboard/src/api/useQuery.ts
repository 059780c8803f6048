import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export interface Query<T> {
  readonly data: T | undefined;
  readonly error: Error | undefined;
  readonly refresh: () => void;
}

/**
 * Asks when the view appears, when the key changes, and every so often while the page is seen. The last good answer stays on screen while
 * the next is on its way, or when it does not come; with `keeps` even when the key has changed, so that nothing jumps.
 */
export function useQuery<T>(key: string, ask: (signal: AbortSignal) => Promise<T>, everyMs?: number, keeps = false): Query<T> {
  const [state, setState] = useState<{ key: string; data?: T; error?: Error }>({ key });
  const [asked, setAsked] = useState(0);
  const latest = useRef(ask);
  latest.current = ask;

  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const next = () => {
      if (everyMs !== undefined && !abort.signal.aborted) {
        timer = setTimeout(run, everyMs);
      }
    };
    const run = async () => {
      if (document.hidden) {
        document.addEventListener('visibilitychange', () => void run(), { once: true, signal: abort.signal });
        return;
      }
      try {
        const data = await latest.current(abort.signal);
        if (!abort.signal.aborted) {
          setState({ key, data });
        }
      } catch (error) {
        if (!abort.signal.aborted) {
          setState(before => ({ ...(before.key === key || keeps ? before : {}), key, error: error as Error }));
        }
      }
      next();
    };
    void run();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [key, everyMs, asked]);

  const refresh = useCallback(() => setAsked(count => count + 1), []);
  const current = state.key === key || keeps ? state : undefined;
  return { data: current?.data, error: current?.error, refresh };
}
