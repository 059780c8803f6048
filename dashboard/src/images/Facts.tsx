import type { ImageManifest } from '../api/client';
import { bytes, moment, percent } from '../ui/format';

export function Facts({ image }: { image: ImageManifest }) {
  const { source, analysis } = image;
  return (
    <dl class="facts">
      <dt>Original</dt><dd>{bytes(source.bytes)}, {source.contentType}</dd>
      {source.width && <><dt>Pixels</dt><dd>{source.width} × {source.height}{(source.frames ?? 1) > 1 && `, ${source.frames} frames`}</dd></>}
      <dt>Uploaded</dt><dd>{moment(image.createdAt)}</dd>
      {analysis && (
        <>
          <dt>Sharpness</dt><dd>{analysis.sharpness.toFixed(1)}</dd>
          <dt>Brightness</dt><dd>{percent(analysis.brightness)}</dd>
          <dt>Contrast</dt><dd>{percent(analysis.contrast)}</dd>
          <dt>Perceptual hash</dt><dd><code>{analysis.perceptualHash}</code></dd>
        </>
      )}
      <dt>Id</dt><dd><code>{image.imageId}</code></dd>
    </dl>
  );
}
