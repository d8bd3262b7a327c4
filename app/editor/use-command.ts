import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { say } from '../words/say.ts';
import { type CommandId, commandOf } from './commands.ts';
import { keysInWords } from './keys/wording.ts';

/** A command for a button or a menu item. */
export interface UsableCommand {
  readonly label: string;
  /** Its first keys in words; empty where it has none. */
  readonly keys: string;
  readonly isPossible: boolean;
  readonly run: () => void;
}

/** Gives a command as it stands right now. */
export function useCommand(id: CommandId): UsableCommand {
  const services = useServices();
  const { stores } = services;
  const { label, keys, run, isPossible } = commandOf(id);
  const possible = (): boolean => isPossible?.(stores.figure.getState(), services) ?? true;
  const now = useStore(stores.figure, possible);
  const byHistory = useStore(stores.figure.temporal, possible);
  return {
    label: say(label),
    keys: keys[0] === undefined ? '' : keysInWords(keys[0], navigator.platform),
    isPossible: now && byHistory,
    run: () => {
      run?.(services, { key: '', repeat: false });
    },
  };
}
