import type { ImageManifest } from '../api/client';
import { Picture } from './Picture';
import { Placeholder } from './Placeholder';
import { thumbnail } from './thumbnail';

const wantedWidth = 900;

/** The image, large, in a place that is kept for it. */
export function Preview({ image }: { image: ImageManifest }) {
  const picture = thumbnail(image, wantedWidth);
  return (
    <div class="picture" style={{ aspectRatio: picture ? `${picture.width} / ${picture.height}` : '4 / 3' }}>
      {image.analysis && <Placeholder hash={image.analysis.blurHash} />}
      {picture && <Picture url={picture.url} alt={image.caption ?? image.source.name} />}
    </div>
  );
}
