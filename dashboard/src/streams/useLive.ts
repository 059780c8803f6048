import { useEffect, useState } from 'preact/hooks';
import { watch } from '../api/serverSentEvents';
import type { LiveFrame } from './types';

/** Events accepted in each of the last seconds. */
export interface Live {
  readonly frame: LiveFrame | undefined;
  readonly isConnected: boolean;
  /** Seconds since 1970, one apart. */
  readonly times: readonly number[];
  readonly rates: readonly number[];
}

const seconds = 120;

/** Follows a stream. A second without news is one without events. */
export function useLive(stream: string): Live {
  const [live, setLive] = useState<Live>({ frame: undefined, isConnected: false, times: [], rates: [] });

  useEffect(() => {
    const abort = new AbortController();
    let accepted: number | undefined;
    let sinceTick = 0;
    void watch<LiveFrame>(`/api/streams/${encodeURIComponent(stream)}/live`, abort.signal, {
      onState: isConnected => setLive(before => ({ ...before, isConnected })),
      onEvent: frame => {
        sinceTick += Math.max(0, frame.accepted - (accepted ?? frame.accepted));
        accepted = frame.accepted;
        setLive(before => ({ ...before, frame }));
      },
    });
    const begin = Math.floor(Date.now() / 1000);
    setLive(before => ({
      ...before, times: Array.from({ length: seconds }, (_, index) => begin - seconds + 1 + index), rates: new Array<number>(seconds).fill(0),
    }));
    const timer = setInterval(() => {
      const arrived = sinceTick;
      sinceTick = 0;
      setLive(before => ({ ...before, times: [...before.times.slice(1), Math.floor(Date.now() / 1000)], rates: [...before.rates.slice(1), arrived] }));
    }, 1000);
    return () => {
      clearInterval(timer);
      abort.abort();
    };
  }, [stream]);

  return live;
}
