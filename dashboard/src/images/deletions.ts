import { useEffect, useState } from 'preact/hooks';
import { api, type ImageManifest, unwrap } from '../api/client';
import { toastError, toastWithUndo } from '../ui/Toasts';

let hidden: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function set(next: ReadonlySet<string>): void {
  hidden = next;
  listeners.forEach(tell => tell());
}

/** Takes an image out of sight, and deletes it when the time to think better of it is over. */
export function deleteSoon({ imageId, source }: ImageManifest): void {
  set(new Set([...hidden, imageId]));
  const show = () => set(new Set([...hidden].filter(id => id !== imageId)));
  const remove = () => unwrap(api.DELETE('/api/images/{imageId}', { params: { path: { imageId } }, keepalive: true }))
    .catch((error: unknown) => {
      show();
      toastError(error);
    });
  toastWithUndo(`${source.name} deleted.`, () => void remove(), show);
}

/** The images that are as good as deleted. */
export function useDeleted(): ReadonlySet<string> {
  const [, redraw] = useState(0);
  useEffect(() => {
    const tell = () => redraw(count => count + 1);
    listeners.add(tell);
    return () => { listeners.delete(tell); };
  }, []);
  return hidden;
}
