import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';

interface Props {
  readonly accept: string;
  readonly label: string;
  readonly children: ComponentChildren;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Takes files by dropping and by choosing. */
export function DropZone({ accept, label, children, onFiles }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  return (
    <div
      class={isOver ? 'drop over' : 'drop'}
      onDragOver={event => { event.preventDefault(); setIsOver(true); }}
      onDragLeave={() => setIsOver(false)}
      onDrop={event => { event.preventDefault(); setIsOver(false); onFiles([...event.dataTransfer?.files ?? []]); }}
    >
      {children}
      <button type="button" class="primary" onClick={() => input.current?.click()}>Choose files</button>
      <input
        ref={input} type="file" accept={accept} multiple class="hidden" aria-label={label} tabIndex={-1}
        onChange={event => { onFiles([...event.currentTarget.files ?? []]); event.currentTarget.value = ''; }}
      />
    </div>
  );
}
