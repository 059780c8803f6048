import { api, unwrap } from '../api/client';
import { useQuery } from '../api/useQuery';
import { href } from '../app/location';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { Picture } from './Picture';

const asked = 8;
const bitsOfHash = 64;

/** The images that look most like one. */
export function Similar({ imageId }: { imageId: string }) {
  const { data, error } = useQuery(`similar${imageId}`, signal => unwrap(api.GET('/api/images/{imageId}/similar', {
    params: { path: { imageId }, query: { limit: asked } }, signal,
  })));
  return (
    <section class="card" aria-labelledby="similar-title">
      <header><h2 id="similar-title">Similar images</h2></header>
      {error && <Problem error={error} />}
      {!data && !error && <Skeleton height={140} />}
      {data?.items.length === 0 && <p class="hint">There is no other image to compare it with.</p>}
      <ul class="similar">
        {data?.items.map(image => (
          <li key={image.imageId}>
            <a href={href(['images', image.imageId])}>
              <span class="frame"><Picture url={`/api/images/${image.imageId}/renditions/thumb`} alt="" /></span>
              <span class="clip">{image.name}</span>
            </a>
            <span class="hint">{image.distance} of {bitsOfHash} bits differ</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
