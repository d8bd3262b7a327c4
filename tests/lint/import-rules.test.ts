/* Every import rule must in fact reject what it is there to reject: `fixtures/` breaks each of them once. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

interface CruiseReport {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

const EXPECTED: readonly (readonly [rule: string, file: string])[] = [
  ['no-cycles', 'core/pose/cycle-a.ts'],
  ['core-alone', 'core/pose/uses-app.ts'],
  ['core-packages', 'core/pose/uses-react.ts'],
  ['core-no-host', 'core/pose/uses-node.ts'],
  ['core-order-result', 'core/result/reaches-up.ts'],
  ['core-room-through-index', 'core/models/past-the-index.ts'],
  ['core-through-index', 'app/past-the-index.ts'],
  ['app-from-workers', 'app/uses-workers.ts'],
  ['workers-from-app', 'workers/uses-app.ts'],
  ['server-from-core', 'server/uses-app.ts'],
  ['one-runtime-door', 'app/uses-ort.ts'],
  ['one-transformers-door', 'workers/engine/uses-transformers.ts'],
  ['runtime-below-engine', 'workers/runtime/uses-engine.ts'],
  ['no-orphans', 'core/pose/lonely.ts'],
  ['no-unresolvable', 'core/pose/broken.ts'],
  ['no-undeclared-package', 'app/uses-dev-package.ts'],
];

function cruise(): CruiseReport {
  const bin = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = resolve('.dependency-cruiser.js');
  const args = [bin, '--config', config, '--output-type', 'json', 'app', 'core', 'workers', 'server'];
  // The JSON reporter exits with 0 whatever it found.
  const output = execFileSync('node', args, { cwd: resolve('tests/lint/fixtures'), maxBuffer: 1 << 26 });
  return JSON.parse(output.toString()) as CruiseReport;
}

describe('import rules', () => {
  let found: Set<string>;
  beforeAll(() => {
    found = new Set(cruise().summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`));
  });

  it.each(EXPECTED)('%s rejects %s', (rule, file) => {
    expect(found).toContain(`${rule}: ${file}`);
  });

  it('accepts what the directions allow', () => {
    expect([...found].filter((line) => line.endsWith('core/result/index.ts'))).toEqual([]);
  });
});
