import { useState } from 'preact/hooks';
import type { Orchestration } from '../api/client';
import { counted } from '../ui/format';
import { CommandConfirm } from './CommandConfirm';
import { type Command, commands, perform } from './commands';

interface Props {
  readonly instances: readonly Orchestration[];
  readonly shown: number;
  readonly onSelectAll: () => void;
  readonly onSelectNone: () => void;
  readonly onDone: () => void;
}

/** What can be done to everything that is selected. */
export function BulkActions({ instances, shown, onSelectAll, onSelectNone, onDone }: Props) {
  const [asking, setAsking] = useState<Command>();
  const [progress, setProgress] = useState<{ done: number; of: number }>();
  const fit = (command: Command) => instances.filter(command.appliesTo);

  const run = async (command: Command) => {
    const chosen = fit(command).map(instance => instance.instanceId);
    setAsking(undefined);
    setProgress({ done: 0, of: chosen.length });
    await perform(command, chosen, done => setProgress({ done, of: chosen.length }));
    setProgress(undefined);
    onDone();
  };

  return (
    <div class="bulk" role="toolbar" aria-label="Selected orchestrations">
      {instances.length < shown
        ? <button class="quiet" onClick={onSelectAll}>Select all {shown} shown</button>
        : <button class="quiet" onClick={onSelectNone}>Select none</button>}
      <span role="status">{instances.length > 0 && `${instances.length} selected`}</span>
      {progress
        ? <><progress value={progress.done} max={progress.of} aria-label={`${progress.done} of ${progress.of}`} /><span class="tabular">{progress.done} of {progress.of}</span></>
        : commands.filter(command => fit(command).length > 0).map(command => (
          <button key={command.name} class={command.isDangerous ? 'danger' : ''} onClick={() => setAsking(command)}>
            {command.label} {fit(command).length}
          </button>
        ))}
      {asking && (
        <CommandConfirm command={asking} what={counted(fit(asking).length, 'orchestration')} onConfirm={() => void run(asking)} onCancel={() => setAsking(undefined)} />
      )}
    </div>
  );
}
