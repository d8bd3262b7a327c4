/*
 * The table of docs/reliability.md.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { FAULT_CASES } from './cases.ts';
import type { FaultCase } from './fault-case.ts';
import type { Verdict } from './visit.ts';

/** A case and what became of it; words where the visit itself broke off. */
export interface Judged {
  readonly fault: FaultCase;
  readonly verdict: Verdict | string;
}

const FILE = 'docs/reliability.md';
const BEGIN = '<!-- faults: begin -->';
const END = '<!-- faults: end -->';

/** Was all of it looked at, the reload at the end of the visit, too? What was found before that is not yet a result. */
export function isFinal({ verdict }: Judged): boolean {
  return typeof verdict === 'string' || verdict.picturesUnkept !== undefined;
}

/** Did the fault strike, end well, and cost nothing? */
export function isFine({ verdict }: Judged): boolean {
  if (typeof verdict === 'string') return false;
  return verdict.struck > 0 && verdict.ending !== 'stuck' && !losesAny(verdict);
}

/** Where nobody has looked at what was kept, nothing says that it was. */
function losesAny({ lost, pictureGone, picturesUnkept }: Verdict): boolean {
  return lost.pose || lost.prompt || lost.settings || pictureGone || picturesUnkept !== 0;
}

/** The table, and the number of faults above it, of all that are final. */
export function reportOf(all: readonly Judged[]): string {
  const judged = all.filter(isFinal);
  const kinds = [...new Set(judged.map(({ fault }) => fault.kind))];
  const rows = kinds.map((kind) =>
    rowOf(
      kind,
      judged.filter(({ fault }) => fault.kind === kind),
    ),
  );
  const words = `${judged.length} of the ${FAULT_CASES.length} faults of the list were injected in the run that this table is from.`;
  const table = [
    '| Fault | Injected | Recovered by itself | Told, then recovered | Stuck | Lost poses | Lost prompts or settings | Lost pictures |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    rowOf('**All**', judged),
  ].join('\n');
  return `${words}\n\n${table}`;
}

/** Writes the table, and the number above it, into the document. */
export async function writeReport(judged: readonly Judged[]): Promise<void> {
  const document = await readFile(FILE, 'utf8');
  const [before = '', rest = ''] = document.split(BEGIN);
  const [, after = ''] = rest.split(END);
  const text = `${before}${BEGIN}\n\n${reportOf(judged)}\n\n${END}${after}`;
  await writeFile(FILE, await format(text, { parser: 'markdown', printWidth: 120 }));
}

function rowOf(kind: string, judged: readonly Judged[]): string {
  const verdicts = judged.flatMap(({ verdict }) => (typeof verdict === 'string' ? [] : [verdict]));
  const struck = verdicts.filter((verdict) => verdict.struck > 0);
  const count = (test: (verdict: Verdict) => boolean): number => struck.filter(test).length;
  const cells = [
    kind,
    struck.length,
    count(({ ending }) => ending === 'recovered'),
    count(({ ending }) => ending === 'told'),
    count(({ ending }) => ending === 'stuck') + judged.length - struck.length,
    count(({ lost }) => lost.pose),
    count(({ lost }) => lost.prompt || lost.settings),
    struck.reduce(
      (sum, { pictureGone, picturesUnkept = 0 }) => sum + picturesUnkept + Number(pictureGone),
      0,
    ),
  ];
  return `| ${cells.join(' | ')} |`;
}
