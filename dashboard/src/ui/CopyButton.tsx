import { toast, toastError } from './Toasts';

export function CopyButton({ text, what }: { text: string; what: string }) {
  return (
    <button type="button" class="quiet" aria-label={`Copy ${what.toLowerCase()}`} onClick={() => void navigator.clipboard.writeText(text).then(() => toast(`${what} copied.`), toastError)}>
      Copy
    </button>
  );
}
