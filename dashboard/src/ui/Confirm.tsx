import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly action: string;
  readonly isDangerous?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something is done. The way out has the focus; the browser keeps it inside, and gives it back. */
export function Confirm({ title, children, action, isDangerous = true, onConfirm, onCancel }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);

  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onCancel} onClick={event => { if (event.target === dialog.current) { dialog.current?.close(); } }}>
      <div>
        <h2 id={id}>{title}</h2>
        <p>{children}</p>
        <div class="actions">
          <button autoFocus onClick={() => dialog.current?.close()}>Cancel</button>
          <button class={isDangerous ? 'danger' : 'primary'} onClick={() => { dialog.current?.close(); onConfirm(); }}>{action}</button>
        </div>
      </div>
    </dialog>
  );
}
