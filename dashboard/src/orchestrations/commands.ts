import { api, type Orchestration, unwrap } from '../api/client';
import { toast, toastError } from '../ui/Toasts';

/** Something an operator can do to an instance. */
export interface Command {
  readonly name: string;
  readonly label: string;
  /** What it leads to, for the question before it. */
  readonly consequence: string;
  readonly isDangerous?: boolean;
  readonly appliesTo: (instance: Orchestration) => boolean;
  readonly run: (instanceId: string) => Promise<unknown>;
}

export const isOver = ({ runtimeStatus }: Orchestration): boolean => ['Completed', 'Failed', 'Terminated'].includes(runtimeStatus);
const path = (instanceId: string) => ({ params: { path: { instanceId } } });

export const commands: readonly Command[] = [
  {
    name: 'rewind', label: 'Rewind', consequence: 'What failed runs again; what succeeded is kept.',
    appliesTo: instance => instance.runtimeStatus === 'Failed',
    run: id => unwrap(api.POST('/api/orchestrations/{instanceId}/rewind', path(id))),
  },
  {
    name: 'suspend', label: 'Suspend', consequence: 'It is parked until it is resumed. What runs now is finished.',
    appliesTo: instance => !isOver(instance) && instance.runtimeStatus !== 'Suspended',
    run: id => unwrap(api.POST('/api/orchestrations/{instanceId}/suspend', path(id))),
  },
  {
    name: 'resume', label: 'Resume', consequence: 'It goes on where it was parked.',
    appliesTo: instance => instance.runtimeStatus === 'Suspended',
    run: id => unwrap(api.POST('/api/orchestrations/{instanceId}/resume', path(id))),
  },
  {
    name: 'terminate', label: 'Terminate', consequence: 'It ends, and its children with it. Results of what still runs are dropped.', isDangerous: true,
    appliesTo: instance => !isOver(instance),
    run: id => unwrap(api.POST('/api/orchestrations/{instanceId}/terminate', path(id))),
  },
  {
    name: 'restart', label: 'Restart', consequence: 'It starts again with the same input; its history goes.',
    appliesTo: isOver,
    run: id => unwrap(api.POST('/api/orchestrations/{instanceId}/restart', path(id))),
  },
  {
    name: 'purge', label: 'Purge', consequence: 'It and its history go for good. What it made stays.', isDangerous: true,
    appliesTo: isOver,
    run: id => unwrap(api.DELETE('/api/orchestrations/{instanceId}', path(id))),
  },
];

export const commandsFor = (instance: Orchestration): readonly Command[] => commands.filter(command => command.appliesTo(instance));

const atOnce = 4;

/** Does it to the instances, a few at a time, and says how it went. */
export async function perform(command: Command, instanceIds: readonly string[], onProgress?: (done: number) => void): Promise<void> {
  const waiting = [...instanceIds];
  let [finished, succeeded] = [0, 0];
  let failure: unknown;
  const work = async () => {
    for (let instanceId = waiting.shift(); instanceId !== undefined; instanceId = waiting.shift()) {
      try {
        await command.run(instanceId);
        succeeded++;
      } catch (error) {
        failure = error;
      }
      onProgress?.(++finished);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  if (failure !== undefined) {
    toastError(failure);
  }
  if (succeeded > 0) {
    toast(instanceIds.length === 1 ? `${command.label}: done.` : `${command.label}: ${succeeded} of ${instanceIds.length} done.`);
  }
}
