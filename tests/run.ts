/*
 * `npm test`: the checks, then the suites in Node, then the suites in a browser, and one closing line with the
 * number of tests. `--only lint|node|browser` runs one part.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findChromium } from '../tools/cli/find-chromium.ts';

const RESULTS = 'test-results';
const PARTS = ['lint', 'node', 'browser'] as const;
type Part = (typeof PARTS)[number];

interface Tally {
  passed: number;
  failed: number;
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

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
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
function browserTally(project: string, workers: number): Tally {
  const file = `${RESULTS}/${project}.json`;
  const ok = run('npx', ['playwright', 'test', '--project', project, '--workers', String(workers)], {
    CHROMIUM_PATH: findChromium(),
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  const report = readReport(file) as PlaywrightReport | undefined;
  if (!report) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected + flaky, failed: Math.max(unexpected, ok ? 0 : 1) };
}

const RUNNERS: Record<Part, () => Tally> = {
  lint() {
    return run('npm', ['run', '--silent', 'lint']) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  },
  node() {
    const file = `${RESULTS}/node.json`;
    const ok = run('npx', [
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
  browser() {
    const tallies = [browserTally('page', 2), browserTally('engine', 1)];
    return {
      passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
      failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    };
  },
};

function partsToRun(): readonly Part[] {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  if (values.only === undefined) return PARTS;
  const part = PARTS.find((name) => name === values.only);
  if (part) return [part];
  console.error(`--only takes one of ${PARTS.join(', ')}.`);
  process.exit(2);
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
const total: Tally = { passed: 0, failed: 0 };
for (const part of partsToRun()) {
  const tally = RUNNERS[part]();
  total.passed += tally.passed;
  total.failed += tally.failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
