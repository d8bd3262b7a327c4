/* One fault of each kind that `npm run faults` injects, and of the GPU more. */
import { expect, test } from '@playwright/test';
import { FAULT_CASES } from '../faults/cases.ts';
import type { FaultCase } from '../faults/fault-case.ts';
import { isFine } from '../faults/report.ts';
import { type Verdict, visitWith } from '../faults/visit.ts';

const kinds = [...new Set(FAULT_CASES.map(({ kind }) => kind))];
/** Of the GPU's many moments: when it is opened, and while it draws. */
const MORE = ['lose-device, device opened, every time, hardware', 'lose-device, step 2, once, gpu'];

function casesOf(kind: string): readonly FaultCase[] {
  const all = FAULT_CASES.filter((fault) => fault.kind === kind);
  return [...all.slice(0, 1), ...all.slice(1).filter(({ name }) => MORE.includes(name))];
}

for (const fault of kinds.flatMap(casesOf)) {
  test(`${fault.kind}: ${fault.name}`, async ({ browser, baseURL }) => {
    test.setTimeout(400_000);
    // What is told last was found after the reload at the end.
    const told: Verdict[] = [];
    await visitWith([fault], { browser, url: `${baseURL ?? ''}/` }, (_, verdict) => told.push(verdict));
    const verdict = told.at(-1) ?? 'It was not judged.';
    expect({ verdict, fine: isFine({ fault, verdict }) }).toMatchObject({ fine: true });
  });
}
