/*
 * What became of each fault when it was injected last, so that a long run can be broken off and taken up.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { FAULT_CASES } from './cases.ts';
import type { Judged } from './report.ts';

const FOLDER = 'test-results';
const FILE = `${FOLDER}/faults.json`;

type Kept = Record<string, Judged['verdict']>;

function read(): Kept {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as Kept;
  } catch {
    return {};
  }
}

/** Verdicts on the faults that there are, in their order. */
export function knownVerdicts(): readonly Judged[] {
  const kept = read();
  return FAULT_CASES.flatMap((fault) => {
    const verdict = kept[`${fault.kind}: ${fault.name}`];
    return verdict === undefined ? [] : [{ fault, verdict }];
  });
}

/** Writes one down. */
export function keepVerdict({ fault, verdict }: Judged): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(FILE, JSON.stringify({ ...read(), [`${fault.kind}: ${fault.name}`]: verdict }, undefined, 1));
}
