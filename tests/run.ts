/*
 * `npm test`: the checks, then the suites in Node, then the suites in a browser, and one closing line with the
 * number of tests. `--only lint|node|browser` runs one part, and `--only slow` the browser tests that take minutes and
 * that `npm test` leaves out.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findChromium } from '../tools/cli/find-chromium.ts';

const RESULTS = 'test-results';
const PARTS = ['lint', 'node', 'browser'] as const;
type Part = (typeof PARTS)[number] | 'slow';

interface Tally {
  readonly passed: number;
  readonly failed: number;
}

function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((count, { passed }) => count + passed, 0),
    failed: tallies.reduce((count, { failed }) => count + failed, 0),
  };
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
  readonly errors: readonly unknown[];
}

async function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  const [status] = (await once(child, 'close')) as [number | null];
  return status === 0;
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Runs one project of playwright.config.ts. */
async function browserTally(project: string, workers: number): Promise<Tally> {
  const file = `${RESULTS}/${project}.json`;
  const ok = await run('npx', ['playwright', 'test', '--project', project, '--workers', String(workers)], {
    CHROMIUM_PATH: findChromium(),
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  const report = readReport(file) as PlaywrightReport | undefined;
  if (!report) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected + flaky, failed: Math.max(unexpected, ok ? 0 : 1) };
}

const RUNNERS: Record<Part, () => Promise<Tally>> = {
  async lint() {
    return (await run('npm', ['run', '--silent', 'lint']))
      ? { passed: 1, failed: 0 }
      : { passed: 0, failed: 1 };
  },
  async node() {
    const file = `${RESULTS}/node.json`;
    const ok = await run('npx', [
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ]);
    const report = readReport(file) as VitestReport | undefined;
    if (!report) return { passed: 0, failed: 1 };
    const failed = Math.max(report.numFailedTests, report.numFailedTestSuites > 0 || !ok ? 1 : 0);
    return { passed: report.numPassedTests, failed };
  },
  async browser() {
    return sum([await browserTally('page', 2), await browserTally('engine', 1)]);
  },
  slow: () => browserTally('slow', 1),
};

function partsToRun(): readonly Part[] {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  if (values.only === undefined) return PARTS;
  const part = ([...PARTS, 'slow'] as const).find((name) => name === values.only);
  if (part) return [part];
  console.error(`--only takes one of ${PARTS.join(', ')}, slow.`);
  process.exit(2);
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
const parts = partsToRun();
// The checks use one core, and the suites in Node leave half of one free. Browsers want the machine for themselves.
const early = await Promise.all(
  parts.filter((part) => part === 'lint' || part === 'node').map((part) => RUNNERS[part]()),
);
const late = parts.find((part) => part === 'browser' || part === 'slow');
const total = sum([...early, ...(late ? [await RUNNERS[late]()] : [])]);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
