import { toast } from './Toasts';

const shownCharacters = 20_000;

/** A payload, with copy and download; a long one is shown by its beginning. */
export function Json({ name, value }: { name: string; value: unknown }) {
  if (value === undefined || value === null) {
    return null;
  }
  const text = JSON.stringify(value, null, 2);
  return (
    <section class="json">
      <header>
        <h3>{name}</h3>
        <button class="quiet" onClick={() => void navigator.clipboard.writeText(text).then(() => toast(`${name} copied.`))}>Copy</button>
        <button class="quiet" onClick={() => download(`${name.toLowerCase()}.json`, text)}>Download</button>
      </header>
      <pre tabIndex={0} aria-label={name}>{text.length > shownCharacters ? `${text.slice(0, shownCharacters)}\n…` : text}</pre>
    </section>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
