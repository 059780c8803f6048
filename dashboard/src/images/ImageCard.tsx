import type { ImageManifest } from '../api/client';
import { href } from '../app/location';
import { bytes } from '../ui/format';
import { Status } from '../ui/Status';
import { Picture } from './Picture';
import { Placeholder } from './Placeholder';
import { thumbnail } from './thumbnail';

export function ImageCard({ image }: { image: ImageManifest }) {
  const picture = thumbnail(image);
  const total = image.renditions.reduce((sum, rendition) => sum + rendition.bytes, 0);
  return (
    <div role="listitem" class="image-card">
      <a href={href(['images', image.imageId])}>
        <span class="frame">
          {image.analysis && <Placeholder hash={image.analysis.blurHash} />}
          {picture && <Picture url={picture.url} alt="" />}
        </span>
        <span class="name clip">{image.source.name}</span>
      </a>
      <p class="hint clip">
        {image.status === 'Completed'
          ? `${image.source.width} × ${image.source.height} · ${bytes(image.source.bytes)} → ${bytes(total)}`
          : <Status value={image.status} />}
      </p>
    </div>
  );
}
