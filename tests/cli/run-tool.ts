import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const TSX = resolve(ROOT, 'node_modules/tsx/dist/cli.mjs');

/** What a finished process left. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  /** Lines of the error stream. */
  readonly errors: string[];
}

/** Runs `tools/NAME.ts` as npm would, in a process of its own. */
export function runTool(name: string, ...options: readonly string[]): Promise<Outcome> {
  const command = [TSX, resolve(ROOT, 'tools', `${name}.ts`), ...options];
  return new Promise((done) => {
    execFile(process.execPath, command, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      done({ code, out: stdout, errors: stderr.split('\n').filter((line) => line !== '') });
    });
  });
}
