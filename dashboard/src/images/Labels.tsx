import type { ImageManifest } from '../api/client';
import { href } from '../app/location';
import { percent } from '../ui/format';

const why: Record<string, string> = {
  notConfigured: 'No service for labels is configured.',
  unavailable: 'The service for labels does not answer; they are filled in when it does.',
  refused: 'The service for labels refused the image.',
};

/** What a vision service sees; each label leads to the images that have it too. */
export function Labels({ image }: { image: ImageManifest }) {
  const { labels, labelsStatus, caption, text, people } = image;
  if (!labelsStatus) {
    return null;
  }
  return (
    <section aria-label="Labels">
      <h2 class="minor">Labels</h2>
      {why[labelsStatus] && <p class="hint">{why[labelsStatus]}</p>}
      <ul class="line">
        {labels.map(label => <li key={label.name}><a class="tag" href={href(['images'], { label: label.name })}>{label.name} <span class="soft">{percent(label.confidence)}</span></a></li>)}
      </ul>
      {(caption || text || people !== undefined && people !== null) && (
        <dl class="facts">
          {caption && <><dt>Caption</dt><dd>{caption}</dd></>}
          {people !== undefined && people !== null && <><dt>People</dt><dd>{people}</dd></>}
          {text && <><dt>Text</dt><dd>{text}</dd></>}
        </dl>
      )}
    </section>
  );
}
