import { useEffect } from 'preact/hooks';
import { href } from '../app/location';
import { DropZone } from '../ui/DropZone';
import { percent } from '../ui/format';
import { Status } from '../ui/Status';
import { clearFinished, enqueue, type Upload, useUploads } from './uploads';

/** Takes images by choosing, dropping and pasting, and shows each on its way. */
export function UploadPanel() {
  const uploads = useUploads();

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => enqueue([...event.clipboardData?.files ?? []]);
    addEventListener('paste', onPaste);
    return () => removeEventListener('paste', onPaste);
  }, []);

  return (
    <section aria-label="Upload" class="stack">
      <DropZone accept="image/*" label="Images to upload" onFiles={enqueue}>
        <p>Drop images here, paste them, or</p>
      </DropZone>
      {uploads.length > 0 && (
        <div class="card">
          <header>
            <h2>Uploads</h2>
            <span class="hint" role="status">{summary(uploads)}</span>
            <span class="spring" />
            <button class="quiet" onClick={clearFinished}>Clear finished</button>
          </header>
          <ul class="uploads" tabIndex={0} aria-label="Uploads">
            {uploads.map(upload => <Row key={upload.id} upload={upload} />)}
          </ul>
        </div>
      )}
    </section>
  );
}

function Row({ upload: { name, imageId, state, sent, reason } }: { upload: Upload }) {
  return (
    <li>
      {imageId ? <a class="clip" href={href(['images', imageId])}>{name}</a> : <span class="clip">{name}</span>}
      {state === 'Uploading' ? <progress value={sent} aria-label={`${name}: ${percent(sent)} sent`} /> : <Status value={state} />}
      {reason && <span class="hint">{reason}</span>}
    </li>
  );
}

function summary(uploads: readonly Upload[]): string {
  const going = uploads.filter(upload => upload.state === 'Uploading' || upload.state === 'Processing').length;
  return going > 0 ? `${uploads.length - going} of ${uploads.length} finished` : `${uploads.length} finished`;
}
