import { useEffect, useState } from 'preact/hooks';
import { api, type Schemas, unwrap } from '../api/client';
import { send } from '../api/send';

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
const firstLookMs = 200;
const longestLookMs = 2000;

let uploads: readonly Upload[] = [];
let last = 0;
let running = 0;
const waiting: (() => Promise<void>)[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Upload[]): void {
  uploads = next;
  listeners.forEach(tell => tell());
}

const change = (id: number, part: Partial<Upload>): void => set(uploads.map(upload => (upload.id === id ? { ...upload, ...part } : upload)));

/** Sends files, a few at a time; the queue goes on when the visitor looks at another view. */
export function enqueue(files: readonly File[]): void {
  const added = files.map(file => ({ file, upload: { id: ++last, name: file.name, sent: 0, state: 'Uploading' as const } }));
  waiting.push(...added.map(({ file, upload }) => () => follow(upload.id, file)));
  set([...added.map(({ upload }) => upload).reverse(), ...uploads]);
  pump();
}

export function clearFinished(): void {
  set(uploads.filter(upload => upload.state === 'Uploading' || upload.state === 'Processing'));
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
    const { imageId } = await send<Schemas['ImageAccepted']>(
      `/api/images?name=${encodeURIComponent(file.name)}`, file, { 'Content-Type': file.type || 'application/octet-stream' }, sent => change(id, { sent }));
    change(id, { sent: 1, state: 'Processing', imageId });
    const manifest = await finished(imageId);
    change(id, { state: manifest.status, ...(manifest.reason ? { reason: manifest.reason } : {}) });
  } catch (error) {
    change(id, { state: 'Failed', reason: (error as Error).message });
  }
}

async function finished(imageId: string): Promise<Schemas['ImageManifest']> {
  for (let wait = firstLookMs; ; wait = Math.min(wait * 1.5, longestLookMs)) {
    const manifest = await unwrap(api.GET('/api/images/{imageId}', { params: { path: { imageId } } }));
    if (manifest.status !== 'Processing') {
      return manifest;
    }
    await new Promise(resolve => setTimeout(resolve, wait));
  }
}
