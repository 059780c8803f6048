import { useState } from 'preact/hooks';
import { api, type ImageManifest, unwrap } from '../api/client';
import { useQuery } from '../api/useQuery';
import { href } from '../app/location';
import { Confirm } from '../ui/Confirm';
import { bytes, moment, percent } from '../ui/format';
import { Problem } from '../ui/Problem';
import { Status } from '../ui/Status';
import { toast, toastError } from '../ui/Toasts';
import { thumbnail } from './ImageCard';
import { Placeholder } from './Placeholder';
import { Waterfall } from './Waterfall';

const lookEveryMs = 2000;

export function ImageDetail({ imageId }: { imageId: string }) {
  const { data: image, error, refresh } = useQuery(
    imageId, signal => unwrap(api.GET('/api/images/{imageId}', { params: { path: { imageId } }, signal })), lookEveryMs);
  const [isDeleting, setIsDeleting] = useState(false);

  if (!image) {
    return error ? <Problem error={error} retry={refresh} /> : <div class="loading" aria-busy="true" />;
  }

  const remove = async () => {
    setIsDeleting(false);
    try {
      await unwrap(api.DELETE('/api/images/{imageId}', { params: { path: { imageId } } }));
      toast(`${image.source.name} deleted.`);
      window.location.hash = href(['images']);
    } catch (failure) {
      toastError(failure);
    }
  };

  return (
    <>
      <nav class="trail" aria-label="Breadcrumb"><a href={href(['images'])}>Images</a></nav>
      <header class="row">
        <h1>{image.source.name}</h1>
        <Status value={image.status} />
        <span class="spring" />
        <a class="button" href={href(['orchestrations', image.instanceId])}>Orchestration</a>
        <button class="danger" disabled={image.status === 'Processing'} onClick={() => setIsDeleting(true)}>Delete</button>
      </header>
      {image.reason && <p class="card problem">{image.reason}</p>}
      <div class="halves">
        <Picture image={image} />
        <div>
          <Facts image={image} />
          {image.analysis && <Palette colors={image.analysis.palette} />}
        </div>
      </div>
      {image.renditions.length > 0 && <Renditions image={image} />}
      {image.timings && <Waterfall timings={image.timings} />}
      {image.exif && <Exif exif={image.exif} />}
      {isDeleting && (
        <Confirm title={`Delete ${image.source.name}?`} action="Delete" onConfirm={() => void remove()} onCancel={() => setIsDeleting(false)}>
          The original, every rendition and the history go. What lies in the uploads container stays.
        </Confirm>
      )}
    </>
  );
}

function Picture({ image }: { image: ImageManifest }) {
  const picture = thumbnail(image, 900);
  return (
    <div class="picture" style={picture && { aspectRatio: `${picture.width} / ${picture.height}` }}>
      {image.analysis && <Placeholder hash={image.analysis.blurHash} />}
      {picture && <img src={picture.url} alt={image.source.name} onLoad={event => event.currentTarget.classList.add('there')} />}
    </div>
  );
}

function Facts({ image }: { image: ImageManifest }) {
  const { source, analysis } = image;
  return (
    <dl class="facts-list">
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

function Palette({ colors }: { colors: readonly string[] }) {
  return (
    <section aria-label="Palette">
      <h2>Palette</h2>
      <ul class="palette">
        {colors.map(color => (
          <li key={color}>
            <a href={href(['images'], { color: color.slice(1) })} aria-label={`Images with the colour ${color}`}>
              <span class="swatch" style={{ background: color }} />
              <code>{color}</code>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Renditions({ image }: { image: ImageManifest }) {
  return (
    <section>
      <h2>Renditions</h2>
      <div class="scroll" tabIndex={0} role="region" aria-label="Renditions">
        <table>
          <thead><tr><th scope="col">Name</th><th scope="col">Pixels</th><th scope="col" class="number">Size</th><th scope="col" class="number">Saved</th></tr></thead>
          <tbody>
            {image.renditions.map(rendition => (
              <tr key={rendition.name}>
                <td><a href={rendition.url} target="_blank" rel="noopener">{rendition.name}</a></td>
                <td>{rendition.width} × {rendition.height}</td>
                <td class="number">{bytes(rendition.bytes)}</td>
                <td class="number">{percent(1 - rendition.bytes / image.source.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Exif({ exif }: { exif: NonNullable<ImageManifest['exif']> }) {
  const { gps, ...rest } = exif;
  const facts = Object.entries(rest).filter(([, value]) => value !== undefined);
  return facts.length === 0 && !gps ? null : (
    <section>
      <h2>Camera</h2>
      <dl class="facts-list">
        {facts.map(([name, value]) => <><dt>{title(name)}</dt><dd>{String(value)}</dd></>)}
        {gps && <><dt>Place</dt><dd>{gps.latitude.toFixed(5)}, {gps.longitude.toFixed(5)}</dd></>}
      </dl>
    </section>
  );
}

/** "exposureTime" becomes "Exposure time". */
const title = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);

