import { useState } from 'preact/hooks';
import type { ImageManifest } from '../api/client';
import { Choice } from '../ui/Choice';
import { bytes } from '../ui/format';
import { Picture } from './Picture';

const original = 'original';

/** Two forms of the image, one over the other, with an edge between them to move. */
export function Compare({ image }: { image: ImageManifest }) {
  const [isOpen, setIsOpen] = useState(false);
  const largest = [...image.renditions].sort((a, b) => b.width - a.width);
  const [left, setLeft] = useState(original);
  const [right, setRight] = useState(largest[0]?.name ?? original);
  const [edge, setEdge] = useState(50);
  const options = [original, ...image.renditions.map(rendition => rendition.name)];
  const of = (name: string) => image.renditions.find(rendition => rendition.name === name);
  const urlOf = (name: string): string => of(name)?.url ?? `/api/images/${image.imageId}/original`;
  const sizeOf = (name: string): string => bytes(of(name)?.bytes ?? image.source.bytes);

  return (
    <details class="card" onToggle={event => setIsOpen(event.currentTarget.open)}>
      <summary>Compare two side by side</summary>
      {isOpen && (
        <div class="compare">
          <div class="fields">
            <Choice label={`Left, ${sizeOf(left)}`} options={options} value={left} onChange={setLeft} />
            <Choice label={`Right, ${sizeOf(right)}`} options={options} value={right} onChange={setRight} />
            <label>Edge between them <input type="range" min="0" max="100" value={edge} onInput={event => setEdge(event.currentTarget.valueAsNumber)} /></label>
          </div>
          <div class="picture" style={{ aspectRatio: `${image.source.width ?? 4} / ${image.source.height ?? 3}` }}>
            <Picture key={`right${right}`} url={urlOf(right)} alt={right} />
            <div style={{ clipPath: `inset(0 ${100 - edge}% 0 0)` }}><Picture key={`left${left}`} url={urlOf(left)} alt={left} /></div>
            <span class="edge" style={{ left: `${edge}%` }} />
          </div>
        </div>
      )}
    </details>
  );
}
