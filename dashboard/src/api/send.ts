import { credentials, onceSignedOut, problemOf } from './client';
import { waitOf } from './patience';

/** Posts a file and says how much of it is on its way: fetch cannot tell, XMLHttpRequest can. Waits when the host asks it to. */
export async function send<T>(url: string, body: Blob, headers: Record<string, string>, onProgress: (sent: number) => void): Promise<T> {
  for (;;) {
    const request = await once(url, body, headers, onProgress);
    const wait = waitOf(request.status, request.getResponseHeader('Retry-After'));
    if (wait === undefined) {
      const answer: unknown = JSON.parse(request.responseText || 'null');
      onceSignedOut(new Response(null, { status: request.status }));
      if (request.status >= 300) {
        throw problemOf(request, answer);
      }
      return answer as T;
    }
    await new Promise(resolve => setTimeout(resolve, wait));
  }
}

function once(url: string, body: Blob, headers: Record<string, string>, onProgress: (sent: number) => void): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    for (const [name, value] of Object.entries({ ...headers, ...credentials() })) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = event => onProgress(event.total > 0 ? event.loaded / event.total : 0);
    request.onerror = () => reject(new Error('The host could not be reached.'));
    request.onload = () => resolve(request);
    request.send(body);
  });
}
