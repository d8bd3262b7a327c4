/* What counts as mastered in the table of faults: only what was looked at to the end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FAULT_CASES } from '../../faults/cases.ts';
import { isFinal, isFine, reportOf } from '../../faults/report.ts';
import { openVerdicts } from '../../faults/verdicts.ts';
import type { Verdict } from '../../faults/visit.ts';

const [fault, other] = FAULT_CASES as unknown as [(typeof FAULT_CASES)[0], (typeof FAULT_CASES)[0]];

function verdictOf(picturesUnkept: number | undefined): Verdict {
  const lost = { pose: false, prompt: false, settings: false };
  return { ending: 'recovered', words: '', lost, pictureGone: false, picturesUnkept, struck: 1 };
}

/** As it is told before the reload at the end of a visit. */
const interim = { fault, verdict: verdictOf(undefined) };
const final = { fault, verdict: verdictOf(0) };

describe('a verdict', () => {
  it('is fine where the reload was looked at, and nothing was lost', () => {
    expect([final, interim, { fault, verdict: verdictOf(1) }].map(isFine)).toEqual([true, false, false]);
    expect([final, interim, { fault, verdict: 'It broke off.' }].map(isFinal)).toEqual([true, false, true]);
  });

  it('goes into the table once it is final', () => {
    const report = reportOf([interim, { fault: other, verdict: verdictOf(2) }]);
    expect(report).toMatch(/^1 of the \d+ faults/);
    expect(report).toMatch(/\| \*\*All\*\* \| 1 \| 1 \| 0 \| 0 \| 0 \| 0 \| 2 \|$/);
  });
});

describe('what is written down of a run', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'armature-verdicts-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is taken up by a run that goes on, but for faults whose visit did not come to its end', () => {
    const first = openVerdicts('public', { goOn: false, folder });
    first.keep(interim);
    expect(first.all()).toEqual([]);
    first.keep({ ...final, fault: other });
    first.keep(interim);
    expect(openVerdicts('public', { goOn: true, folder }).all()).toEqual([{ ...final, fault: other }]);
    expect(openVerdicts('public', { goOn: false, folder }).all()).toEqual([]);
  });
});
