import { Confirm } from '../ui/Confirm';
import type { Command } from './commands';

interface Props {
  readonly command: Command;
  /** What it is done to. */
  readonly what: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before a command is given, and says what it leads to. */
export function CommandConfirm({ command, what, onConfirm, onCancel }: Props) {
  return (
    <Confirm title={`${command.label} ${what}?`} action={command.label} isDangerous={command.isDangerous ?? false} onConfirm={onConfirm} onCancel={onCancel}>
      {command.consequence}
    </Confirm>
  );
}
