import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

interface Page<T> {
  readonly items: readonly T[];
  readonly continuation?: string;
}

export interface Pages<T> {
  readonly items: readonly T[];
  readonly isLoading: boolean;
  readonly isComplete: boolean;
  readonly error: Error | undefined;
  readonly loadMore: () => void;
  readonly refresh: () => void;
}

/** A list that comes page by page as it is scrolled; its first page is asked for again every so often, and news are put on top. */
export function usePages<T>(
  key: string,
  idOf: (item: T) => string,
  ask: (continuation: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
  everyMs = 2000,
): Pages<T> {
  const [state, setState] = useState<{ items: readonly T[]; continuation: string | undefined; isComplete: boolean; isLoading: boolean; error?: Error }>(
    { items: [], continuation: undefined, isComplete: false, isLoading: true });
  const busy = useRef(false);
  const abort = useRef(new AbortController());
  const latest = useRef(ask);
  latest.current = ask;
  const continuation = useRef<string | undefined>(undefined);

  const load = useCallback(async (isFirst: boolean) => {
    if (busy.current) {
      return;
    }
    busy.current = true;
    const signal = abort.current.signal;
    try {
      const page = await latest.current(isFirst ? undefined : continuation.current, signal);
      if (!signal.aborted) {
        setState(before => {
          const isStart = before.items.length === 0;
          const fresh = new Map(page.items.map(item => [idOf(item), item]));
          const items = isFirst
            ? [...page.items, ...before.items.filter(item => !fresh.has(idOf(item)) && !isStart)]
            : [...before.items, ...page.items.filter(item => !before.items.some(old => idOf(old) === idOf(item)))];
          if (!isFirst || isStart) {
            continuation.current = page.continuation;
          }
          return { items, continuation: continuation.current, isComplete: continuation.current === undefined, isLoading: false };
        });
      }
    } catch (error) {
      if (!signal.aborted) {
        setState(before => ({ ...before, isLoading: false, error: error as Error }));
      }
    }
    busy.current = false;
  }, []);

  useEffect(() => {
    abort.current = new AbortController();
    busy.current = false;
    continuation.current = undefined;
    setState({ items: [], continuation: undefined, isComplete: false, isLoading: true });
    void load(true);
    const timer = setInterval(() => {
      if (!document.hidden) {
        void load(true);
      }
    }, everyMs);
    return () => {
      clearInterval(timer);
      abort.current.abort();
    };
  }, [key]);

  const loadMore = useCallback(() => {
    if (continuation.current !== undefined) {
      void load(false);
    }
  }, []);
  const refresh = useCallback(() => void load(true), []);
  return { items: state.items, isLoading: state.isLoading, isComplete: state.isComplete, error: state.error, loadMore, refresh };
}
