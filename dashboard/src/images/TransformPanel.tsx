import { useEffect, useState } from 'preact/hooks';
import { api, ApiError, credentials, type ImageManifest, unwrap } from '../api/client';
import { patiently } from '../api/patience';
import { Choice } from '../ui/Choice';
import { CopyButton } from '../ui/CopyButton';
import { bytes, duration, moment } from '../ui/format';
import { Problem } from '../ui/Problem';
import { fits, formats, gravities, type Transform, usesGravity } from './transform';

const notConfigured = 501;
const pauseMs = 400;
const expiresIn = 3600;

/** What came of a transform. */
interface Result {
  readonly url: string;
  /** Undefined when the URL is not signed, and so needs a key where the host wants one. */
  readonly expiresAt: string | undefined;
  readonly source: string;
  readonly size: number;
  readonly ms: number;
}

/** Tries transforms: each change signs a URL, which works without a key until it expires, and shows what is under it. */
export function TransformPanel({ image }: { image: ImageManifest }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details class="card" onToggle={event => setIsOpen(event.currentTarget.open)}>
      <summary>Transform playground</summary>
      {isOpen && <Playground image={image} />}
    </details>
  );
}

function Playground({ image: { imageId, source } }: { image: ImageManifest }) {
  const [transform, setTransform] = useState<Transform>({ w: 480, h: 320, fit: 'cover', gravity: 'center', format: 'webp', q: 80 });
  const [result, setResult] = useState<Result>();
  const [error, setError] = useState<Error>();
  const set = (part: Partial<Transform>) => setTransform({ ...transform, ...part });

  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      make(imageId, transform, abort.signal).then(
        made => { setResult(made); setError(undefined); },
        (failure: Error) => { if (!abort.signal.aborted) { setError(failure); } });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [imageId, transform]);
  useEffect(() => () => { if (result) { URL.revokeObjectURL(result.source); } }, [result]);

  return (
    <div class="playground">
      <form class="fields even" aria-label="Transform" onSubmit={event => event.preventDefault()}>
        <Side label="Width" value={transform.w} most={source.width ?? undefined} onChange={w => set({ w })} />
        <Side label="Height" value={transform.h} most={source.height ?? undefined} onChange={h => set({ h })} />
        <Choice label="Fit" options={fits} value={transform.fit} onChange={fit => set({ fit })} />
        {usesGravity(transform.fit) && <Choice label="Gravity" options={gravities} value={transform.gravity} onChange={gravity => set({ gravity })} />}
        <Choice label="Format" options={formats} value={transform.format} onChange={format => set({ format })} />
        <label>
          Quality {transform.q}
          <input type="range" min="20" max="95" value={transform.q} onInput={event => set({ q: event.currentTarget.valueAsNumber })} />
        </label>
      </form>
      {error && <Problem error={error} />}
      <div class="transformed" aria-live="polite">
        {result && (
          <>
            <img src={result.source} alt={`${source.name}, transformed`} />
            <p class="line"><b class="tabular">{bytes(result.size)}</b> <span class="hint">in {duration(result.ms)}; {result.expiresAt ? `the URL works without a key until ${moment(result.expiresAt)}` : 'this host signs no URLs: Gateway:UrlSigningKeys is empty'}</span></p>
            <p class="line"><code class="clip url">{new URL(result.url, location.origin).href}</code><CopyButton text={new URL(result.url, location.origin).href} what="URL" /></p>
          </>
        )}
      </div>
    </div>
  );
}

function Side({ label, value, most, onChange }: { label: string; value: number | undefined; most: number | undefined; onChange: (value: number | undefined) => void }) {
  return (
    <label>
      {label}
      <input
        type="number" min="1" max={most} placeholder="auto" value={value ?? ''}
        onInput={event => onChange(Number.isNaN(event.currentTarget.valueAsNumber) ? undefined : event.currentTarget.valueAsNumber)}
      />
    </label>
  );
}

async function make(imageId: string, transform: Transform, signal: AbortSignal): Promise<Result> {
  const { w, h, fit, gravity, format, q } = transform;
  const query = { ...(w ? { w } : {}), ...(h ? { h } : {}), fit, ...(usesGravity(fit) ? { gravity } : {}), format, q };
  const signed = await unwrap(api.POST('/api/images/{imageId}/transform', { params: { path: { imageId }, query: { ...query, expiresIn } }, signal }))
    .catch((error: unknown) => {
      if (error instanceof ApiError && error.status === notConfigured) {
        return undefined;
      }
      throw error;
    });
  const url = signed?.url ?? `/api/images/${imageId}/transform?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`;
  const begun = performance.now();
  const response = await patiently(() => fetch(url, { signal, headers: signed ? {} : credentials() }));
  if (!response.ok) {
    const problem = await response.json() as { detail?: string };
    throw new Error(problem.detail ?? response.statusText);
  }
  const blob = await response.blob();
  return { url, expiresAt: signed?.expiresAt, source: URL.createObjectURL(blob), size: blob.size, ms: performance.now() - begun };
}
