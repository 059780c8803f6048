import type { ImageManifest, Rendition } from '../api/client';
import { bytes, percent } from '../ui/format';
import { groupBy } from '../ui/groupBy';
import { Picture } from './Picture';
import { Placeholder } from './Placeholder';

/** Every rendition: the formats of one size side by side, with what each saves against the original. */
export function Renditions({ image }: { image: ImageManifest }) {
  const presets = [...groupBy(image.renditions, ({ name }) => name.replace(/\.[^.]*$/, ''))];
  return (
    <section class="card" aria-labelledby="renditions-title">
      <header><h2 id="renditions-title">Renditions</h2><span class="hint">Saved against the original's {bytes(image.source.bytes)}.</span></header>
      <div class="presets">
        {presets.map(([preset, renditions]) => (
          <section key={preset} class="preset" aria-label={preset}>
            <h3>{preset} <span class="hint tabular">{renditions[0]!.width} × {renditions[0]!.height}</span></h3>
            <ul>{renditions.map(rendition => <Card key={rendition.name} rendition={rendition} image={image} isSmallest={renditions.length > 1 && rendition.bytes === Math.min(...renditions.map(one => one.bytes))} />)}</ul>
          </section>
        ))}
      </div>
    </section>
  );
}

function Card({ rendition, image, isSmallest }: { rendition: Rendition; image: ImageManifest; isSmallest: boolean }) {
  return (
    <li>
      <a href={rendition.url} target="_blank" rel="noopener">
        <span class="frame" style={{ aspectRatio: `${rendition.width} / ${rendition.height}` }}>
          {image.analysis && <Placeholder hash={image.analysis.blurHash} />}
          <Picture url={rendition.url} alt="" />
        </span>
        <span>{rendition.format.toUpperCase()}</span>
      </a>
      <span class="tabular">{bytes(rendition.bytes)}</span>
      <span class={`hint tabular ${isSmallest ? 'best' : ''}`}>{percent(1 - rendition.bytes / image.source.bytes)} saved{isSmallest && ', smallest'}</span>
    </li>
  );
}
