import { useState } from 'preact/hooks';
import { api, unwrap } from '../api/client';
import { useQuery } from '../api/useQuery';

const lookEveryMs = 3000;

/** Whether there is nothing to see yet; undefined until that is known. Once there is something, nobody asks again. */
export function useFirstVisit(): boolean | undefined {
  const [isFirst, setIsFirst] = useState<boolean>();
  const { error } = useQuery('first-visit', async signal => {
    const query = { params: { query: { limit: 1 } }, signal };
    const [images, streams] = await Promise.all([unwrap(api.GET('/api/images', query)), unwrap(api.GET('/api/streams', query))]);
    setIsFirst(images.items.length === 0 && streams.items.length === 0);
  }, isFirst ? lookEveryMs : undefined);
  return error ? false : isFirst;
}
