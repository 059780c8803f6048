import { useEffect, useRef, useState } from 'preact/hooks';

/** A value that changes often, followed at most every so many milliseconds. */
export function useSettled<T>(value: T, everyMs: number): T {
  const [settled, setSettled] = useState(value);
  const latest = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  latest.current = value;

  useEffect(() => {
    if (!Object.is(settled, value) && timer.current === undefined) {
      timer.current = setTimeout(() => {
        timer.current = undefined;
        setSettled(latest.current);
      }, everyMs);
    }
  }, [value, settled, everyMs]);
  useEffect(() => () => clearTimeout(timer.current), []);

  return settled;
}
