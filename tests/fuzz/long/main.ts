/*
 * The long run of fuzzing: `npm run fuzz -- [--runs 100000] [--seed 1] [--minutes 5] [--target "pose JSON"]… [--show 17]`. Each target runs
 * in a process with ceilings for its memory, in which an input may take a second of processor time and may not wait for nothing,
 * under a watch that ends it when it hangs.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TARGETS } from '../targets/index.ts';
import { LEDGER_BYTES, readLedger } from './ledger.ts';
import { HEAD, type Report, rowOf } from './report.ts';

/** Of what the language itself keeps; `judge.ts` has the ceiling for all memory. */
const HEAP_MB = 512;
/** A process that takes so much processor time for one input hangs. */
const LONGEST_MS = 10_000;
/** An input that takes longer is looked at. */
const SLOW_MS = 1000;
const LOOK_MS = 250;
/** So much of a counterexample is shown. */
const MOST_SHOWN = 4000;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    minutes: { type: 'string' },
    target: { type: 'string', multiple: true, default: [] },
    show: { type: 'string' },
  },
});
const { runs, seed, minutes, target: wanted, show } = values;
const names = TARGETS.map(({ name }) => name).filter((name) => wanted.length === 0 || wanted.includes(name));
if (names.length === 0 || wanted.some((name) => !names.includes(name))) {
  throw new Error(`The targets are: ${TARGETS.map(({ name }) => name).join(', ')}.`);
}

if (show === undefined) process.exitCode = await runAll();
else for (const name of names) console.log(await inputOf(name, Number(show)));

async function runAll(): Promise<number> {
  console.log(
    `Seed ${seed}, ${Number(runs).toLocaleString('en')} inputs for each of ${names.length} targets.\n`,
  );
  console.log(HEAD.join('\n'));
  let [failed, short] = [0, 0];
  for (const name of names) {
    const report = await reportOf(name);
    console.log(rowOf(name, report));
    // At once: the other targets may take hours.
    if (report.failure !== undefined) console.log(`\n${name}: ${report.failure}\n`);
    if (report.failure !== undefined) failed++;
    else if (report.inputs < Number(runs)) short++;
  }
  if (short > 0) console.log(`\n${counted(short)} stopped before all ${runs} inputs were tried.`);
  if (failed > 0) console.log(`\n${counted(failed)} failed with the seed ${seed}.`);
  else console.log(`\nNothing was found in what was tried with the seed ${seed}.`);
  return failed > 0 || (short > 0 && minutes === undefined) ? 1 : 0;
}

function counted(targets: number): string {
  return targets === 1 ? '1 target' : `${targets} targets`;
}

/** Runs one target to its end, or ends it. */
async function reportOf(name: string): Promise<Report> {
  const ledger = join(mkdtempSync(join(tmpdir(), 'armature-fuzz-')), 'ledger');
  writeFileSync(ledger, Buffer.alloc(LEDGER_BYTES));
  const child = start([name, seed, runs, ledger, ...(minutes === undefined ? [] : [minutes])]);
  const state = { hung: false };
  const watch = watchOf(child.pid ?? 0, ledger, () => {
    state.hung = true;
    child.kill('SIGKILL');
  });
  const { output, ended } = await endOf(child);
  clearInterval(watch);
  const line = output.trim().split('\n').at(-1) ?? '';
  if (line.startsWith('{"inputs"')) return withInput(name, JSON.parse(line) as Report);
  const { input } = readLedger(ledger);
  const what = state.hung
    ? `it took more than ${LONGEST_MS} ms of processor time`
    : `the process ended (${ended})`;
  const failure = `input ${input}: ${what}\n${output.slice(-1500)}\n${await inputOf(name, input)}`;
  return { inputs: input, accepted: 0, slowestMs: 0, slowest: input, residentBytes: 0, failure };
}

/** The report, with the input that it names. */
async function withInput(name: string, report: Report): Promise<Report> {
  const { failure, failedAt } = report;
  if (failure === undefined || failedAt === undefined) return report;
  return { ...report, failure: `${failure}\n${await inputOf(name, failedAt)}` };
}

/** Tells when a run has been at one input for too long. Processor time counts: other programs may be in its way. */
function watchOf(pid: number, ledger: string, tell: () => void): NodeJS.Timeout {
  let last = -1;
  let since = 0;
  let before: number | undefined;
  return setInterval(() => {
    const { turn, busy } = readLedger(ledger);
    if (!busy || turn !== last) {
      [last, since, before] = [turn, performance.now(), undefined];
    } else if (performance.now() - since > SLOW_MS) {
      const spent = processorMs(pid);
      before ??= spent;
      if (spent - before > LONGEST_MS) tell();
    }
  }, LOOK_MS);
}

/** Processor time that a process has taken, in ms, to the second. */
function processorMs(pid: number): number {
  // Days, hours, minutes and seconds, the first ones where they are needed: 01:02, or 3-01:02:03.
  const time = execFileSync('ps', ['-o', 'cputime=', '-p', String(pid)], { encoding: 'utf8' });
  const parts = time.trim().split(/[-:]/).map(Number).toReversed();
  const [seconds = 0, minutes = 0, hours = 0, days = 0] = parts;
  return 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * days)));
}

function start(args: readonly string[]): ChildProcess {
  const script = join(import.meta.dirname, 'run.process.ts');
  return spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, '--import', 'tsx', script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function endOf(child: ChildProcess): Promise<{ output: string; ended: string }> {
  let output = '';
  for (const stream of [child.stderr, child.stdout]) {
    stream?.setEncoding('utf8').on('data', (part: string) => void (output += part));
  }
  const ended = await new Promise<string>((resolve) => {
    child.on('close', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  return { output, ended };
}

/** The input of that number, as text. */
async function inputOf(name: string, input: number): Promise<string> {
  return (await endOf(start([name, seed, 'show', String(input)]))).output.slice(0, MOST_SHOWN);
}
