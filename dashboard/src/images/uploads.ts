import { useEffect, useState } from 'preact/hooks';
import { api, credentials, unwrap } from '../api/client';

/** One file on its way: sent, then processed, then finished one way or the other. */
export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly sent: number;
  readonly state: 'Uploading' | 'Processing' | 'Completed' | 'Rejected' | 'Failed';
  readonly reason?: string;
  readonly imageId?: string;
}

const atOnce = 3;
const lookEveryMs = 300;

let uploads: readonly Upload[] = [];
let last = 0;
let running = 0;
const waiting: (() => Promise<void>)[] = [];
const listeners = new Set<() => void>();

function change(id: number, part: Partial<Upload>): void {
  uploads = uploads.map(upload => (upload.id === id ? { ...upload, ...part } : upload));
  listeners.forEach(tell => tell());
}

/** Sends files, a few at a time; the queue goes on when the visitor looks at another view. */
export function enqueue(files: Iterable<File>): void {
  for (const file of files) {
    const id = ++last;
    uploads = [...uploads, { id, name: file.name, sent: 0, state: 'Uploading' }];
    waiting.push(() => follow(id, file));
  }
  listeners.forEach(tell => tell());
  pump();
}

export function clearFinished(): void {
  uploads = uploads.filter(upload => upload.state === 'Uploading' || upload.state === 'Processing');
  listeners.forEach(tell => tell());
}

export function useUploads(): readonly Upload[] {
  const [, redraw] = useState(0);
  useEffect(() => {
    const tell = () => redraw(count => count + 1);
    listeners.add(tell);
    return () => { listeners.delete(tell); };
  }, []);
  return uploads;
}

function pump(): void {
  while (running < atOnce && waiting.length > 0) {
    running++;
    void waiting.shift()!().finally(() => {
      running--;
      pump();
    });
  }
}

async function follow(id: number, file: File): Promise<void> {
  try {
    const imageId = await send(file, sent => change(id, { sent }));
    change(id, { sent: 1, state: 'Processing', imageId });
    for (;;) {
      const manifest = await unwrap(api.GET('/api/images/{imageId}', { params: { path: { imageId } } }));
      if (manifest.status !== 'Processing') {
        change(id, manifest.reason ? { state: manifest.status, reason: manifest.reason } : { state: manifest.status });
        return;
      }
      await new Promise(resolve => setTimeout(resolve, lookEveryMs));
    }
  } catch (error) {
    change(id, { state: 'Failed', reason: (error as Error).message });
  }
}

/** fetch cannot tell how much of a body has been sent; XMLHttpRequest can. */
function send(file: File, onProgress: (sent: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/images?name=${encodeURIComponent(file.name)}`);
    for (const [name, value] of Object.entries(credentials())) {
      request.setRequestHeader(name, value);
    }
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.upload.onprogress = event => onProgress(event.loaded / event.total);
    request.onerror = () => reject(new Error('The host could not be reached.'));
    request.onload = () => {
      const answer = JSON.parse(request.responseText || '{}') as { imageId?: string; detail?: string };
      if (request.status < 300 && answer.imageId) {
        resolve(answer.imageId);
      } else {
        reject(new Error(answer.detail ?? request.statusText));
      }
    };
    request.send(file);
  });
}
