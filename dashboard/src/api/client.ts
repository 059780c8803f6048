import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];
export type ImageManifest = Schemas['ImageManifest'];
export type Rendition = Schemas['Rendition'];
export type Orchestration = Schemas['OrchestrationDocument'];
export type HistoryEvent = Schemas['HistoryDocument'];
export type Health = Schemas['HealthDocument'];

const keyName = 'api-key';
const refusals = new Set<() => void>();

/** An answer that is no success, with what its problem document says. */
export class ApiError extends Error {
  constructor(readonly status: number, readonly title: string, detail: string | undefined) {
    super(detail ?? title);
  }
}

/** The API, with the types that its OpenAPI document gives it. */
export const api = createClient<paths>({ baseUrl: '/' });

const authentication: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(credentials())) {
      request.headers.set(name, value);
    }
  },
  onResponse({ response }) {
    if (response.status === 401) {
      refusals.forEach(tell => tell());
    }
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

/** Calls back whenever the host has refused a request for want of a key. */
export function onUnauthorized(tell: () => void): () => void {
  refusals.add(tell);
  return () => refusals.delete(tell);
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
    const problem = (error ?? {}) as { title?: string; detail?: string };
    throw new ApiError(response.status, problem.title ?? response.statusText, problem.detail);
  }
  return data as T;
}
