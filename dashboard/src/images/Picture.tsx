import { useEffect, useState } from 'preact/hooks';
import { useSource } from './useSource';

interface Props {
  readonly url: string;
  readonly alt: string;
}

const triesAtMost = 4;
const pauseMs = 2500;

/** An image of the host, faded in when it is there. One that does not come is asked for again a few times. */
export function Picture({ url, alt }: Props) {
  const source = useSource(url);
  const [state, setState] = useState<'waiting' | 'there' | 'failed'>('waiting');
  const [tries, setTries] = useState(1);
  useEffect(() => {
    if (state !== 'failed' || tries >= triesAtMost) {
      return undefined;
    }
    const timer = setTimeout(() => {
      setTries(tries + 1);
      setState('waiting');
    }, pauseMs * tries);
    return () => clearTimeout(timer);
  }, [state, tries]);

  return source === undefined || state === 'failed'
    ? null
    : <img key={tries} src={source} alt={alt} class={state} decoding="async" onLoad={() => setState('there')} onError={() => setState('failed')} />;
}
