import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema';
import { patiently } from './patience';

export type Schemas = components['schemas'];
export type ImageManifest = Schemas['ImageManifest'];
export type Rendition = Schemas['Rendition'];
export type Orchestration = Schemas['OrchestrationDocument'];
export type HistoryEvent = Schemas['HistoryDocument'];
export type Health = Schemas['HealthDocument'];
export type Circuit = Schemas['CircuitStatus'];

const keyName = 'api-key';
const refusals = new Set<() => void>();

/** An answer that is no success, with what its problem document says. */
export class ApiError extends Error {
  constructor(readonly status: number, readonly title: string, detail: string | undefined) {
    super(detail ?? (title || `The host answered ${status}.`));
  }
}

/** The API, with the types that its OpenAPI document gives it. */
export const api = createClient<paths, 'application/json'>({ baseUrl: '/', fetch: request => patiently(() => fetch(request.clone())) });

const authentication: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(credentials())) {
      request.headers.set(name, value);
    }
  },
  onResponse({ response }) {
    onceSignedOut(response);
  },
};
api.use(authentication);

/** The headers that say who asks; none until the host wants to know. */
export function credentials(): Record<string, string> {
  const key = sessionStorage.getItem(keyName);
  return key ? { 'X-Api-Key': key } : {};
}

export function signIn(key: string): void {
  sessionStorage.setItem(keyName, key);
}

export function signOut(): void {
  sessionStorage.removeItem(keyName);
}

export const isSignedIn = (): boolean => sessionStorage.getItem(keyName) !== null;

/** Calls back whenever the host has refused a request for want of a key. */
export function onUnauthorized(tell: () => void): () => void {
  refusals.add(tell);
  return () => refusals.delete(tell);
}

/** Tells those who wait for it when the host wants a key. */
export function onceSignedOut(response: Response): void {
  if (response.status === 401) {
    refusals.forEach(tell => tell());
  }
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data of an answer, or its problem thrown. */
export async function unwrap<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (!response.ok) {
    throw problemOf(response, error);
  }
  return data as T;
}

/** What a problem document (RFC 9457) says. */
export function problemOf(response: { status: number; statusText: string }, body: unknown): ApiError {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as { title?: string; detail?: string };
  return new ApiError(response.status, problem.title ?? response.statusText, problem.detail);
}
