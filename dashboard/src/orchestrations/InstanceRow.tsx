import { useState } from 'preact/hooks';
import type { Orchestration } from '../api/client';
import { href } from '../app/location';
import { duration, moment, shortMoment } from '../ui/format';
import { Status } from '../ui/Status';
import { CommandConfirm } from './CommandConfirm';
import { type Command, commandsFor, perform } from './commands';

const quickCommands = 2;

interface Props {
  readonly instance: Orchestration;
  readonly index: number;
  readonly isSelected: boolean;
  readonly onToggle: () => void;
  readonly onDone: () => void;
}

export function InstanceRow({ instance, index, isSelected, onToggle, onDone }: Props) {
  const [asking, setAsking] = useState<Command>();
  const { instanceId, name, runtimeStatus, createdAt, lastUpdatedAt, parentInstanceId } = instance;
  return (
    <div role="row" class="instance" aria-rowindex={index + 2}>
      <span role="cell"><input type="checkbox" aria-label={`Select ${instanceId}`} checked={isSelected} onChange={onToggle} /></span>
      <span role="cell" class="clip">{parentInstanceId && <span class="soft" aria-label="child">↳ </span>}<a href={href(['orchestrations', instanceId])} class="mono">{instanceId}</a></span>
      <span role="cell" class="wide clip">{name}</span>
      <span role="cell"><Status value={runtimeStatus} /></span>
      <span role="cell" class="wide soft tabular" title={moment(createdAt)}>{shortMoment(createdAt)}</span>
      <span role="cell" class="wide number">{duration(Date.parse(lastUpdatedAt) - Date.parse(createdAt))}</span>
      <span role="cell" class="wide commands">
        {commandsFor(instance).slice(0, quickCommands).map(command => (
          <button class="quiet" key={command.name} aria-label={`${command.label} ${instanceId}`} onClick={() => setAsking(command)}>{command.label}</button>
        ))}
        {asking && (
          <CommandConfirm command={asking} what={instanceId} onCancel={() => setAsking(undefined)} onConfirm={() => { setAsking(undefined); void perform(asking, [instanceId]).then(onDone); }} />
        )}
      </span>
    </div>
  );
}
