import { credentials } from '../api/client';
import type { Operation } from './document';

/** What a visitor filled in for an operation. */
export interface Filled {
  readonly parameters: Readonly<Record<string, string>>;
  readonly contentType?: string | undefined;
  readonly body?: string | File | undefined;
}

/** The address of an operation, its placeholders and query filled. */
export function urlOf({ path, parameters = [] }: Operation, filled: Filled): string {
  const inPath = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(filled.parameters[name] ?? ''));
  const query = new URLSearchParams(parameters
    .filter(parameter => parameter.in === 'query' && filled.parameters[parameter.name])
    .map(parameter => [parameter.name, filled.parameters[parameter.name]!])).toString();
  return query ? `${inPath}?${query}` : inPath;
}

/** The same request for a shell. The key is not in it: it would end in a history. */
export function curlOf(operation: Operation, filled: Filled, origin: string): string {
  const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  return [
    'curl',
    ...(operation.method === 'GET' ? [] : ['-X', operation.method]),
    ...('X-Api-Key' in credentials() ? ['-H', '"X-Api-Key: $KEY"'] : []),
    ...(filled.contentType ? ['-H', quote(`Content-Type: ${filled.contentType}`)] : []),
    ...(filled.body === undefined ? [] : ['--data-binary', typeof filled.body === 'string' ? quote(filled.body) : quote(`@${filled.body.name}`)]),
    quote(`${origin}${urlOf(operation, filled)}`),
  ].join(' ');
}

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly milliseconds: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text?: string;
  /** The address of a picture; to be revoked. */
  readonly picture?: string;
}

const longestText = 100_000;

/** Sends it with the visitor's key. */
export async function send(operation: Operation, filled: Filled, signal: AbortSignal): Promise<Reply> {
  const start = performance.now();
  const response = await fetch(urlOf(operation, filled), {
    method: operation.method,
    headers: { ...credentials(), ...(filled.contentType ? { 'Content-Type': filled.contentType } : {}) },
    signal,
    ...(filled.body === undefined ? {} : { body: filled.body }),
  });
  const type = response.headers.get('Content-Type') ?? '';
  const body = type.startsWith('text/event-stream') ? await beginningOf(response) : await response.blob();
  const milliseconds = performance.now() - start;
  const answer = { status: response.status, milliseconds, headers: [...response.headers] };
  if (typeof body !== 'string' && type.startsWith('image/')) {
    return { ...answer, picture: URL.createObjectURL(body) };
  }
  const text = typeof body === 'string' ? body : await body.slice(0, longestText).text();
  return { ...answer, text: type.includes('json') ? indented(text) : text };
}

/** The first events of a stream that does not end. */
async function beginningOf(response: Response): Promise<string> {
  const reader = response.body!.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // It was cut off: it is shown as it came.
    return text;
  }
}
