/*
 * What became of each fault when it was injected into one build of the page, so that a long run can be broken off and taken
 * up. Verdicts on another build, or of other faults, are not taken over.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULT_CASES } from './cases.ts';
import { isFinal, type Judged } from './report.ts';

const FOLDER = 'test-results';
const NAME = 'faults.json';
const FAULTS = 'tests/faults';

interface Kept {
  readonly build: string;
  readonly verdicts: Readonly<Record<string, Judged['verdict']>>;
}

/** Verdicts on one build. */
export interface Verdicts {
  /** Those on the faults that there are, in their order. */
  all(): readonly Judged[];
  /** Writes one down. What is not final yet is left out, so that a run that goes on tries it again. */
  keep(judged: Judged): void;
}

/**
 * Opens what is known of a build.
 *
 * @param goOn - takes up what an earlier run found in the same build; all verdicts are forgotten otherwise
 * @param folder - where they are written down
 */
export function openVerdicts(
  built: string,
  { goOn, folder = FOLDER }: { readonly goOn: boolean; readonly folder?: string },
): Verdicts {
  const file = join(folder, NAME);
  const build = digestOf([built, FAULTS]);
  if (!goOn) rmSync(file, { force: true });
  const found = readKept(file);
  let verdicts = found?.build === build ? found.verdicts : {};
  return {
    all: () =>
      FAULT_CASES.flatMap((fault) => {
        const verdict = verdicts[keyOf(fault)];
        return verdict === undefined ? [] : [{ fault, verdict }];
      }),
    keep({ fault, verdict }) {
      if (!isFinal({ fault, verdict })) return;
      verdicts = { ...verdicts, [keyOf(fault)]: verdict };
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, JSON.stringify({ build, verdicts }, undefined, 1));
    },
  };
}

function keyOf({ kind, name }: Judged['fault']): string {
  return `${kind}: ${name}`;
}

function readKept(file: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch {
    return undefined;
  }
}

/** Digest of all files in folders, by their names and contents. */
function digestOf(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.toSorted()) {
      hash
        .update(`${file.slice(folder.length)}\0`)
        .update(createHash('sha256').update(readFileSync(file)).digest());
    }
  }
  return hash.digest('hex');
}
