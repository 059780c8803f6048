import type { ImageManifest } from '../api/client';
import { title } from '../ui/format';

/** What the camera wrote. */
export function Exif({ exif }: { exif: NonNullable<ImageManifest['exif']> }) {
  const { gps, ...rest } = exif;
  const facts = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null);
  return facts.length === 0 && !gps ? null : (
    <section class="card" aria-labelledby="exif-title">
      <header><h2 id="exif-title">Camera</h2></header>
      <dl class="facts">
        {facts.map(([name, value]) => <><dt>{title(name)}</dt><dd>{String(value)}</dd></>)}
        {gps && <><dt>Place</dt><dd>{gps.latitude.toFixed(5)}, {gps.longitude.toFixed(5)}</dd></>}
      </dl>
    </section>
  );
}
