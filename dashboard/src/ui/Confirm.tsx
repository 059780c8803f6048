import { useEffect, useRef } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly children: string;
  readonly action: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before what cannot be taken back. The way out has the focus. */
export function Confirm({ title, children, action, onConfirm, onCancel }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);

  return (
    <dialog ref={dialog} aria-labelledby="confirm-title" onClose={onCancel}>
      <h2 id="confirm-title">{title}</h2>
      <p>{children}</p>
      <div class="actions">
        <button autoFocus onClick={() => dialog.current?.close()}>Cancel</button>
        <button class="danger" onClick={onConfirm}>{action}</button>
      </div>
    </dialog>
  );
}
