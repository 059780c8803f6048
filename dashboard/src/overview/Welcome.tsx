import { api, unwrap } from '../api/client';
import { useQuery } from '../api/useQuery';
import { NoImages } from '../images/NoImages';
import { NoStreams } from '../streams/NoStreams';

const lookEveryMs = 5000;

/** What a first visit begins with; gone as soon as there is anything to see. */
export function Welcome() {
  const { data: isEmpty } = useQuery('welcome', async signal => {
    const query = { params: { query: { limit: 1 } }, signal };
    const [images, streams] = await Promise.all([unwrap(api.GET('/api/images', query)), unwrap(api.GET('/api/streams', query))]);
    return images.items.length === 0 && streams.items.length === 0;
  }, lookEveryMs);

  return isEmpty ? <div class="columns"><div class="card"><NoImages /></div><div class="card"><NoStreams /></div></div> : null;
}
