import type { ImageManifest, Rendition } from '../api/client';
import { href } from '../app/location';
import { bytes } from '../ui/format';
import { Status } from '../ui/Status';
import { Placeholder } from './Placeholder';

/** The rendition to show in a small frame: the smallest that fills it. */
export function thumbnail(image: ImageManifest, width = 320): Rendition | undefined {
  const webp = image.renditions.filter(rendition => rendition.contentType === 'image/webp');
  const candidates = webp.length > 0 ? webp : image.renditions;
  return candidates.find(rendition => rendition.width >= width) ?? candidates.at(-1);
}

export function ImageCard({ image }: { image: ImageManifest }) {
  const picture = thumbnail(image);
  const total = image.renditions.reduce((sum, rendition) => sum + rendition.bytes, 0);
  return (
    <article role="listitem" class="image-card">
      <a href={href(['images', image.imageId])}>
        <div class="frame">
          {image.analysis && <Placeholder hash={image.analysis.blurHash} />}
          {picture && <img src={picture.url} alt="" loading="lazy" decoding="async" onLoad={event => event.currentTarget.classList.add('there')} />}
        </div>
        <h2>{image.source.name}</h2>
      </a>
      <p class="facts">
        <Status value={image.status} />
        {image.status === 'Completed' && image.source.width && <span>{image.source.width} × {image.source.height}</span>}
        {image.renditions.length > 0 && <span>{bytes(image.source.bytes)} → {bytes(total)}</span>}
      </p>
    </article>
  );
}
