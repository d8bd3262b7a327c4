/*
 * One target in a process of its own: `run.process.ts <target> <seed> <runs> <ledger> [minutes]`. The last line that it writes is its
 * report as JSON. With `show` for the number of runs and an input's number for the ledger it writes that input instead.
 */
import { writeSync } from 'node:fs';
import fc from 'fast-check';
import { TARGETS } from '../targets/index.ts';
import type { FuzzTarget, Outcome, Watch } from '../target.ts';
import { type Taken, tooLong, tooMuch } from './judge.ts';
import { writeLedger } from './ledger.ts';
import type { Report } from './report.ts';

/** So much of a counterexample is told: a pipe does not take any length at once. */
const MOST_SHOWN = 4000;
/** So often it is looked whether an input waits. */
const LOOK_MS = 500;

const [name = '', seed = '0', runs = '0', ledger = '', minutes] = process.argv.slice(2);
const target = TARGETS.find((candidate) => candidate.name === name);
if (!target) throw new Error(`There is no target "${name}".`);

if (runs === 'show') end(fc.stringify(await target.inputOf(Number(seed), Number(ledger))));
else end(JSON.stringify(await tried(target)));

/** Writes at once, so that nothing is lost when the process ends. */
function end(written: string): never {
  writeSync(1, `${written}\n`);
  process.exit(0);
}

async function tried(fuzzed: FuzzTarget): Promise<Report> {
  const { watch, reportOf } = watched();
  const { failure } = await fuzzed.run({
    ...{ seed: Number(seed), runs: Number(runs), watch },
    ...(minutes !== undefined && { minutes: Number(minutes) }),
  });
  return reportOf(failure);
}

/** Counts inputs, and ends the process with a report at one that waits or takes too much memory. */
function watched(): { watch: Watch; reportOf(failure: string | undefined): Report } {
  const standing = writeLedger(ledger);
  const seen = { inputs: 0, accepted: 0, slowestMs: 0, slowest: 0 };
  let at: Start | undefined;
  /** After an input that failed come others that are made of it, which are none of the seed's. */
  let failed = false;
  let turn = 0;

  const reportOf = (failure: string | undefined, failedAt?: number): Report => ({
    ...{ ...seen, residentBytes: takenSince(at).residentBytes },
    ...(failure !== undefined && { failure: failure.slice(0, MOST_SHOWN) }),
    ...(failedAt !== undefined && { failedAt }),
  });
  function look(): Taken {
    const taken = takenSince(at);
    const wrong = at && tooMuch(taken);
    if (wrong === undefined) return taken;
    end(
      JSON.stringify(
        reportOf(`input ${seen.inputs}${failed ? ', made smaller' : ''}: ${wrong}`, seen.inputs),
      ),
    );
  }
  function count(ms: number, outcome: Outcome): void {
    if (ms > seen.slowestMs) [seen.slowestMs, seen.slowest] = [ms, seen.inputs];
    if (outcome === 'accepted') seen.accepted++;
    seen.inputs++;
  }
  // It also keeps a process alive in which nothing else is going to happen.
  setInterval(look, LOOK_MS);

  const watch: Watch = {
    start() {
      failed ||= at !== undefined;
      at = startNow();
      standing.note({ input: seen.inputs, turn: ++turn, busy: true });
    },
    end(outcome) {
      const taken = look();
      const wrong = tooLong(taken);
      if (wrong !== undefined) throw new Error(`${wrong}.`);
      at = undefined;
      if (!failed) count(taken.processorMs, outcome);
      standing.note({ input: seen.inputs, turn, busy: false });
    },
  };
  return { watch, reportOf };
}

interface Start {
  readonly processor: NodeJS.CpuUsage;
  readonly wall: number;
}

function startNow(): Start {
  return { processor: process.cpuUsage(), wall: performance.now() };
}

function takenSince({ processor, wall }: Start = startNow()): Taken {
  const { user, system } = process.cpuUsage(processor);
  return {
    processorMs: (user + system) / 1000,
    wallMs: performance.now() - wall,
    residentBytes: process.resourceUsage().maxRSS * 1024,
  };
}
