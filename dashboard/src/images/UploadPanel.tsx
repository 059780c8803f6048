import { useEffect, useRef, useState } from 'preact/hooks';
import { href } from '../app/location';
import { percent } from '../ui/format';
import { Status } from '../ui/Status';
import { clearFinished, enqueue, useUploads } from './uploads';

/** Takes images by choosing, dropping and pasting, and shows each on its way. */
export function UploadPanel() {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const uploads = useUploads();

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.clipboardData?.files.length) {
        enqueue(event.clipboardData.files);
      }
    };
    addEventListener('paste', onPaste);
    return () => removeEventListener('paste', onPaste);
  }, []);

  return (
    <section aria-label="Upload">
      <div
        class={isOver ? 'drop over' : 'drop'}
        onDragOver={event => { event.preventDefault(); setIsOver(true); }}
        onDragLeave={() => setIsOver(false)}
        onDrop={event => { event.preventDefault(); setIsOver(false); enqueue(event.dataTransfer?.files ?? []); }}
      >
        <p>Drop images here, paste them, or</p>
        <button class="primary" onClick={() => input.current?.click()}>Choose files</button>
        <input
          ref={input} type="file" accept="image/*" multiple class="hidden" aria-label="Images to upload" tabIndex={-1}
          onChange={event => { enqueue(event.currentTarget.files ?? []); event.currentTarget.value = ''; }}
        />
      </div>
      {uploads.length > 0 && (
        <div class="card">
          <header class="row">
            <h2>Uploads</h2>
            <button class="quiet" onClick={clearFinished}>Clear finished</button>
          </header>
          <ul class="uploads">
            {uploads.map(upload => (
              <li key={upload.id}>
                {upload.imageId ? <a href={href(['images', upload.imageId])}>{upload.name}</a> : <span>{upload.name}</span>}
                {upload.state === 'Uploading'
                  ? <progress value={upload.sent} aria-label={`${upload.name}: ${percent(upload.sent)} sent`} />
                  : <Status value={upload.state} />}
                {upload.reason && <span class="hint">{upload.reason}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
