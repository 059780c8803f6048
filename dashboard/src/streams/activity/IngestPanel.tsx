import { useEffect, useState } from 'preact/hooks';
import { DropZone } from '../../ui/DropZone';
import { count, percent } from '../../ui/format';
import { toastError } from '../../ui/Toasts';
import { post } from '../post';
import { sampleSecond, sampleStream } from '../sample';
import type { IngestResult } from '../types';

interface Sent {
  readonly id: number;
  readonly name: string;
  readonly sent: number;
  readonly result?: IngestResult;
  readonly error?: string;
}

/** Takes files of events, and says what became of their lines. */
export function IngestPanel({ stream }: { stream: string }) {
  const [files, setFiles] = useState<readonly Sent[]>([]);
  const change = (id: number, part: Partial<Sent>) => setFiles(before => before.map(file => (file.id === id ? { ...file, ...part } : file)));

  const take = async (chosen: readonly File[]) => {
    for (const file of chosen) {
      const id = performance.now();
      setFiles(before => [{ id, name: file.name, sent: 0 }, ...before]);
      try {
        change(id, { result: await post(stream, file, sent => change(id, { sent })), sent: 1 });
      } catch (error) {
        change(id, { error: (error as Error).message });
      }
    }
  };

  return (
    <section class="card" aria-label="Ingest">
      <header><h2>Ingest</h2><span class="spring" />{stream === sampleStream && <PlayButton />}</header>
      <DropZone accept=".ndjson,.jsonl,.json,.csv,.gz" label="Files of events" onFiles={chosen => void take(chosen)}>
        <p>Drop NDJSON, JSON or CSV here, with gzip or without, or</p>
      </DropZone>
      <ul class="sent" aria-live="polite">
        {files.map(file => (
          <li key={file.id}>
            <b class="clip">{file.name}</b>
            {file.result ? <Outcome result={file.result} /> : file.error
              ? <span class="problem">{file.error}</span>
              : <progress value={file.sent} aria-label={`${file.name}: ${percent(file.sent)} sent`} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Outcome({ result }: { result: IngestResult }) {
  return (
    <>
      <span>{count(result.accepted)} accepted, {count(result.rejectedCount)} rejected, {count(result.duplicates)} duplicates</span>
      {result.rejected.length > 0 && (
        <details>
          <summary>Why lines were rejected</summary>
          <ul>{result.rejected.map(line => <li key={line.line} class="hint">Line {count(line.line)}: {line.reason}</li>)}</ul>
        </details>
      )}
    </>
  );
}

/** Lets the sample go on, second by second. */
function PlayButton() {
  const [isPlaying, setIsPlaying] = useState(false);
  useEffect(() => {
    if (!isPlaying) {
      return undefined;
    }
    const timer = setInterval(() => {
      post(sampleStream, new File([sampleSecond(Date.now())], 'second.ndjson'), () => {}).catch((error: unknown) => {
        setIsPlaying(false);
        toastError(error);
      });
    }, 1000);
    return () => clearInterval(timer);
  }, [isPlaying]);

  return <button aria-pressed={isPlaying} onClick={() => setIsPlaying(!isPlaying)}>{isPlaying ? 'Pause the sample' : 'Play the sample'}</button>;
}
