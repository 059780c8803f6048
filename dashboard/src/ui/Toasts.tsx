import { useEffect, useState } from 'preact/hooks';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly isError: boolean;
}

const shownForMs = 6000;
let show: (text: string, isError: boolean) => void = () => {};

/** Tells the visitor something that needs no answer. */
export const toast = (text: string): void => show(text, false);

export const toastError = (error: unknown): void => show(error instanceof Error ? error.message : String(error), true);

export function Toasts() {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  useEffect(() => {
    let last = 0;
    show = (text, isError) => {
      const id = ++last;
      setToasts(before => [...before, { id, text, isError }]);
      setTimeout(() => setToasts(before => before.filter(one => one.id !== id)), shownForMs);
    };
  }, []);

  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.map(one => <p key={one.id} class={one.isError ? 'toast error' : 'toast'}>{one.text}</p>)}
    </div>
  );
}
