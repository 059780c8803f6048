import { useEffect, useState } from 'preact/hooks';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly isError: boolean;
  readonly undo?: () => void;
}

const shownForMs = 6000;
let show: (toast: Omit<Toast, 'id'>) => void = () => {};

/** Tells the visitor something that needs no answer. */
export const toast = (text: string): void => show({ text, isError: false });

export const toastError = (error: unknown): void => show({ text: error instanceof Error ? error.message : String(error), isError: true });

/** Tells what is about to happen, and lets it be taken back for as long as it is said. */
export function toastWithUndo(text: string, proceed: () => void, undo: () => void): void {
  const settle = once(proceed);
  const timer = setTimeout(settle, shownForMs);
  addEventListener('pagehide', settle);
  show({ text, isError: false, undo: () => { clearTimeout(timer); removeEventListener('pagehide', settle); undo(); } });
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) {
      isDone = true;
      act();
    }
  };
}

export function Toasts() {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const drop = (id: number) => setToasts(before => before.filter(one => one.id !== id));
  useEffect(() => {
    let last = 0;
    show = news => {
      const id = ++last;
      setToasts(before => [...before, { ...news, id }]);
      setTimeout(() => drop(id), shownForMs);
    };
  }, []);

  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.map(one => (
        <p key={one.id} class={one.isError ? 'toast error' : 'toast'}>
          {one.text}
          {one.undo && <button onClick={() => { drop(one.id); one.undo!(); }}>Undo</button>}
        </p>
      ))}
    </div>
  );
}
