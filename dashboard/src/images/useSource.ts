import { useEffect, useState } from 'preact/hooks';
import { credentials } from '../api/client';
import { patiently } from '../api/patience';

/** An address that an `img` can load: the host's own, or, where a key is needed that an `img` cannot send, that of the bytes in memory. */
export function useSource(url: string): string | undefined {
  const headers = credentials();
  const needsKey = Object.keys(headers).length > 0;
  const [source, setSource] = useState<string>();

  useEffect(() => {
    if (!needsKey) {
      return undefined;
    }
    const abort = new AbortController();
    let address: string | undefined;
    void (async () => {
      const response = await patiently(() => fetch(url, { headers, signal: abort.signal }));
      if (response.ok) {
        address = URL.createObjectURL(await response.blob());
        setSource(address);
      }
    })().catch(() => {});
    return () => {
      abort.abort();
      setSource(undefined);
      if (address) {
        URL.revokeObjectURL(address);
      }
    };
  }, [url, needsKey]);

  return needsKey ? source : url;
}
