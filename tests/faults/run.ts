/*
 * `npm run faults`: injects every fault of the table and writes what became of it into docs/reliability.md. `--only TEXT`
 * takes the cases whose kind and name contain a text, and writes nothing; `--workers N` works in so many browsers at once;
 * `--built` takes the page as it was built last.
 */
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { build } from 'vite';
import { createStaticHost } from '../../server/static-host.ts';
import { findChromium } from '../../tools/cli/find-chromium.ts';
import { FAULT_CASES, type FaultCase } from './cases.ts';
import { isFine, type Judged, writeReport } from './report.ts';
import { type FaultSite, type Verdict, visitWith } from './visit.ts';

const ARGUMENTS = ['--no-sandbox', '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, workers: { type: 'string', default: '1' }, built: { type: 'boolean' } },
});

async function attempt(fault: FaultCase, site: FaultSite): Promise<Verdict | Error> {
  try {
    return await visitWith(fault, site);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function tell(count: number, of: number, { fault, verdict }: Judged): void {
  const mark = isFine({ fault, verdict }) ? 'ok  ' : 'FAIL';
  const outcome =
    verdict instanceof Error ? verdict.message.slice(0, 300) : JSON.stringify({ ...verdict, lost: namesOf(verdict) });
  console.log(`${mark} ${count}/${of} ${fault.kind}: ${fault.name} ${outcome}`);
}

function namesOf({ lost }: Verdict): string {
  return Object.entries(lost)
    .flatMap(([name, gone]) => (gone ? [name] : []))
    .join(' ');
}

async function runAll(cases: readonly FaultCase[], url: string, lanes: number): Promise<Judged[]> {
  const judged: Judged[] = [];
  const waiting = [...cases];
  async function lane(): Promise<void> {
    const options = { executablePath: findChromium(), args: ARGUMENTS };
    for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
      // A browser of its own: a GPU process that has crashed often is not started again.
      const browser = await chromium.launch(options);
      const verdict = await attempt(fault, { browser, url });
      await browser.close();
      judged.push({ fault, verdict });
      tell(judged.length, cases.length, { fault, verdict });
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane));
  return judged;
}

const cases = FAULT_CASES.filter(({ kind, name }) => `${kind}: ${name}`.includes(values.only));
if (values.built !== true) await build({ logLevel: 'warn' });
const server = createStaticHost('dist');
await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
const judged = await runAll(cases, url, Number(values.workers));
server.close();
const bad = judged.filter((one) => !isFine(one));
for (const one of bad) tell(0, bad.length, one);
console.log(`${judged.length} faults, ${bad.length} not mastered`);
if (values.only === '') await writeReport(judged);
process.exitCode = bad.length > 0 ? 1 : 0;
