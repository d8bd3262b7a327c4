/*
 * `npm run faults`: injects every fault of the table and writes what became of it into docs/reliability.md. `--only TEXT`
 * takes the cases whose kind and name contain a text; `--go-on` leaves out what an earlier run found well in the same build,
 * which is forgotten otherwise; `--workers N` works in so many browsers at once; `--built FOLDER` takes a page that was built
 * before.
 */
import { rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { build } from 'vite';
import { createStaticHost } from '../../server/static-host.ts';
import { findChromium } from '../../tools/cli/find-chromium.ts';
import { FAULT_CASES } from './cases.ts';
import type { FaultCase } from './fault-case.ts';
import { isFinal, isFine, type Judged, writeReport } from './report.ts';
import { makeSmallSite } from './small-site.ts';
import { openVerdicts } from './verdicts.ts';
import { type FaultSite, shareVisit, visitWith } from './visit.ts';

const ARGUMENTS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update'];
const WITH_GPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
const NO_GPU = ['--disable-gpu'];

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    workers: { type: 'string', default: '1' },
    built: { type: 'string', default: '' },
    'go-on': { type: 'boolean', default: false },
  },
});

function tell({ fault, verdict }: Judged): void {
  const mark = !isFinal({ fault, verdict }) ? '... ' : isFine({ fault, verdict }) ? 'ok  ' : 'FAIL';
  const time = new Date().toISOString().slice(11, 19);
  console.log(`${time} ${mark} ${fault.kind}: ${fault.name} ${JSON.stringify(verdict)}`);
}

/** Where the page is, by what draws on it. */
interface Urls {
  readonly cpu: string;
  readonly gpu: string;
}

async function hostOf(folder: string): Promise<Server> {
  const server = createStaticHost(folder);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return server;
}

function addressOf(server: Server): string {
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}

/** As many faults as strike in one visit. */
const PER_VISIT = 8;

/** Some of each kind at a time, so that a run that is broken off has seen many; the software GPU, which is slow, at the end. */
function mixed(cases: readonly FaultCase[]): FaultCase[] {
  const places = new Map<string, number>();
  const placed = cases.map((fault) => {
    const place = places.get(fault.kind) ?? 0;
    places.set(fault.kind, place + 1);
    return { fault, round: (fault.backend === 'cpu' ? 0 : cases.length) + Math.floor(place / PER_VISIT) };
  });
  return placed.toSorted((a, b) => a.round - b.round).map(({ fault }) => fault);
}

/** Takes the next faults that share a visit. */
function takeVisit(waiting: FaultCase[]): [FaultCase, ...FaultCase[]] | undefined {
  const first = waiting.shift();
  if (!first) return undefined;
  const taken: [FaultCase, ...FaultCase[]] = [first];
  while (taken.length < PER_VISIT && waiting[0] && shareVisit(first, waiting[0])) {
    taken.push(...waiting.splice(0, 1));
  }
  return taken;
}

async function lane(waiting: FaultCase[], urls: Urls): Promise<void> {
  for (let faults = takeVisit(waiting); faults; faults = takeVisit(waiting)) {
    const [first, ...others] = faults;
    const url = first.backend === 'cpu' ? urls.cpu : urls.gpu;
    // A browser of its own: one whose GPU process has crashed often does not start it again.
    const browser = await chromium.launch({
      executablePath: findChromium(),
      args: [...ARGUMENTS, ...(first.backend === 'cpu' ? NO_GPU : WITH_GPU)],
    });
    const struck = new Set<FaultCase>();
    const onVerdict = (fault: FaultCase, verdict: Judged['verdict']): void => {
      struck.add(fault);
      tell({ fault, verdict });
      verdicts.keep({ fault, verdict });
    };
    try {
      await visitWith(faults, { browser, url }, onVerdict);
    } catch (error) {
      // Which of them broke it off is found out by giving each a visit of its own.
      console.log(`     a visit broke off: ${String(error).slice(0, 300)}`);
      if (others.length === 0) onVerdict(first, String(error).slice(0, 400));
      else for (const fault of faults) await alone(fault, { browser, url }, onVerdict);
    }
    waiting.unshift(...others.filter((fault) => !struck.has(fault)));
    await browser.close();
  }
}

async function alone(
  fault: FaultCase,
  site: FaultSite,
  onVerdict: (fault: FaultCase, verdict: Judged['verdict']) => void,
): Promise<void> {
  try {
    await visitWith([fault], site, onVerdict);
  } catch (error) {
    onVerdict(fault, String(error).slice(0, 400));
  }
}

if (values.built === '') await build({ logLevel: 'warn' });
const built = values.built === '' ? 'dist' : values.built;
const verdicts = openVerdicts(built, { goOn: values['go-on'] });
const mastered = new Set(
  verdicts
    .all()
    .filter(isFine)
    .map(({ fault }) => fault),
);
const cases = FAULT_CASES.filter(
  (fault) => `${fault.kind}: ${fault.name}`.includes(values.only) && !mastered.has(fault),
);
const small = await makeSmallSite(built);
const servers = await Promise.all([hostOf(built), hostOf(small)]);
const [cpu, gpu] = [addressOf(servers[0]), addressOf(servers[1])];
const waiting = mixed(cases);
await Promise.all(Array.from({ length: Number(values.workers) }, () => lane(waiting, { cpu, gpu })));
for (const server of servers) server.close();
await rm(small, { recursive: true });
const judged = verdicts.all();
const bad = judged.filter((one) => !isFine(one));
for (const one of bad) tell(one);
console.log(`${judged.length} faults, ${bad.length} not mastered`);
await writeReport(judged);
process.exitCode = bad.length > 0 ? 1 : 0;
