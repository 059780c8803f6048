import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { merge } from './merge';

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

interface State<T> {
  readonly items: readonly T[];
  readonly isLoading: boolean;
  readonly isComplete: boolean;
  readonly error?: Error;
}

/** A list that comes page by page as it is scrolled; its first page is asked for again every so often, and news are put on top. */
export function usePages<T>(
  key: string,
  idOf: (item: T) => string,
  ask: (continuation: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
  everyMs = 2000,
): Pages<T> {
  const [state, setState] = useState<State<T>>({ items: [], isComplete: false, isLoading: true });
  const list = useRef<{ abort: AbortController; isBusy: boolean; wantsMore: boolean; continuation: string | undefined; hasBegun: boolean }>();
  const latest = useRef(ask);
  latest.current = ask;

  const load = useCallback(async (isFirst: boolean) => {
    const current = list.current;
    if (!current || current.isBusy) {
      return;
    }
    current.isBusy = true;
    try {
      const page = await latest.current(isFirst ? undefined : current.continuation, current.abort.signal);
      if (!current.abort.signal.aborted) {
        if (!isFirst || !current.hasBegun) {
          current.continuation = page.continuation;
          current.hasBegun = true;
        }
        setState(before => ({
          items: isFirst ? merge(page.items, before.items, idOf, page.continuation === undefined) : append(before.items, page.items, idOf),
          isComplete: current.continuation === undefined,
          isLoading: false,
        }));
      }
    } catch (error) {
      if (!current.abort.signal.aborted) {
        setState(before => ({ ...before, isLoading: false, error: error as Error }));
      }
    }
    current.isBusy = false;

    // The end came into sight while the beginning was asked for again; nobody would say so twice.
    const isWaiting = isFirst && current.wantsMore && current.continuation !== undefined;
    current.wantsMore = false;
    if (isWaiting && !current.abort.signal.aborted) {
      void load(false);
    }
  }, []);

  useEffect(() => {
    const abort = new AbortController();
    list.current = { abort, isBusy: false, wantsMore: false, continuation: undefined, hasBegun: false };
    setState({ items: [], isComplete: false, isLoading: true });
    void load(true);
    const timer = setInterval(() => {
      if (!document.hidden) {
        void load(true);
      }
    }, everyMs);
    return () => {
      clearInterval(timer);
      abort.abort();
    };
  }, [key]);

  const loadMore = useCallback(() => {
    if (list.current?.isBusy) {
      list.current.wantsMore = list.current.hasBegun;
    } else if (list.current?.continuation !== undefined) {
      void load(false);
    }
  }, []);
  const refresh = useCallback(() => void load(true), []);
  return { ...state, error: state.error, loadMore, refresh };
}

function append<T>(before: readonly T[], page: readonly T[], idOf: (item: T) => string): readonly T[] {
  const known = new Set(before.map(idOf));
  return [...before, ...page.filter(item => !known.has(idOf(item)))];
}
