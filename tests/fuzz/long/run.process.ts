/*
 * One target in a process of its own: `run.process.ts <target> <seed> <runs> <ledger> [minutes]`. The last line that it writes is its
 * report as JSON. With `show` for the number of runs and an input's number for the ledger it writes that input instead.
 */
import { writeSync } from 'node:fs';
import fc from 'fast-check';
import { TARGETS } from '../targets/index.ts';
import type { FuzzTarget, Watch } from '../target.ts';
import { writeLedger } from './ledger.ts';
import type { Report } from './report.ts';

/** Looking at memory takes longer than most inputs. */
const MEMORY_EVERY = 64;
/** So much of a counterexample is told: a pipe does not take any length at once. */
const MOST_SHOWN = 4000;
/** Of processor time, for one input: other programs on the machine do not count. */
const LONGEST_MS = 1000;

const [name = '', seed = '0', runs = '0', ledger = '', minutes] = process.argv.slice(2);
const target = TARGETS.find((candidate) => candidate.name === name);
if (!target) throw new Error(`There is no target "${name}".`);

// Written at once: nothing is lost when the process ends.
const written =
  runs === 'show'
    ? fc.stringify(await target.inputOf(Number(seed), Number(ledger)))
    : JSON.stringify(await tried(target));
writeSync(1, `${written}\n`);
process.exit(0);

async function tried(fuzzed: FuzzTarget): Promise<Report> {
  const standing = writeLedger(ledger);
  const seen = { inputs: 0, accepted: 0, slowestMs: 0, slowest: 0, heapBytes: 0 };
  let start = process.cpuUsage();
  const watch: Watch = {
    start() {
      standing.note({ input: seen.inputs, busy: true });
      start = process.cpuUsage();
    },
    end(outcome) {
      const { user, system } = process.cpuUsage(start);
      const ms = (user + system) / 1000;
      if (ms > LONGEST_MS) throw new Error(`It took ${ms.toFixed(0)} ms.`);
      if (ms > seen.slowestMs) [seen.slowestMs, seen.slowest] = [ms, seen.inputs];
      if (outcome === 'accepted') seen.accepted++;
      if (seen.inputs % MEMORY_EVERY === 0) {
        const { heapUsed, arrayBuffers } = process.memoryUsage();
        seen.heapBytes = Math.max(seen.heapBytes, heapUsed + arrayBuffers);
      }
      standing.note({ input: ++seen.inputs, busy: false });
    },
  };
  const { failure } = await fuzzed.run({
    ...{ seed: Number(seed), runs: Number(runs), watch },
    ...(minutes !== undefined && { minutes: Number(minutes) }),
  });
  standing.close();
  return { ...seen, ...(failure !== undefined && { failure: failure.slice(0, MOST_SHOWN) }) };
}
