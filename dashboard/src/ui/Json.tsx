import { save } from '../api/download';
import { CopyButton } from './CopyButton';

const shownCharacters = 20_000;

/** A payload, with copy and download; a long one is shown by its beginning. */
export function Json({ name, value }: { name: string; value: unknown }) {
  if (value === undefined || value === null) {
    return null;
  }
  const text = JSON.stringify(value, null, 2);
  return (
    <section class="json" aria-label={name}>
      <header>
        <h3>{name}</h3>
        <CopyButton text={text} what={name} />
        <button class="quiet" aria-label={`Download ${name.toLowerCase()}`} onClick={() => save(`${name.toLowerCase()}.json`, new Blob([text], { type: 'application/json' }))}>Download</button>
      </header>
      <pre tabIndex={0}>{text.length > shownCharacters ? `${text.slice(0, shownCharacters)}\n…` : text}</pre>
    </section>
  );
}
