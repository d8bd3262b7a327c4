import { type Command, CommanderError, InvalidArgumentError } from 'commander';
import { ArmatureError } from '../../core/result/index.ts';

/**
 * Parses a command line. `--help` prints and ends the process.
 *
 * @throws ArmatureError `bad-request` for anything that the command does not know or allow
 */
export function parseArguments(command: Command, argv: readonly string[]): Command {
  const quiet = command.exitOverride().configureOutput({ writeErr: () => undefined });
  try {
    return quiet.parse(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) process.exit(0);
    throw new ArmatureError({
      code: 'bad-request',
      message: `${error.message.replace(/^error: /, '')}.`,
      next: 'See --help.',
    });
  }
}

/** Parses the value of a number option, as Commander wants it. */
export function numberFrom(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It is not a number');
}
