/*
 * Every stage of every network against torch, on the WebGPU provider alone.
 */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { WeightPolicy } from '../../core/quantize/index.ts';
import { loadCase, PARITY_CASES } from './cases.ts';
import type { ParityCase } from './cases.ts';
import { openFixtureFile } from './fixture-files.ts';
import { serveParityPage } from './page-server.ts';
import type { ServedPage } from './page-server.ts';
import type {} from './page/main.ts';
import { describeMeasurement, OUTPUT_LIMITS, outputsOf, worst } from './report.ts';

/** Of any stage, with exact weights. */
const STAGE_LIMIT = 1e-3;

/** How long the page may take to open a device. */
const START_MS = 60_000;

interface Run {
  readonly parityCase: ParityCase;
  readonly policy: WeightPolicy;
}

/** Of a network in two variants each quantizes by one policy here: the suites in Node have all of them. */
const ONLY: Readonly<Record<string, WeightPolicy>> = {
  'unet-kernel-projections': 'int8',
  'unet-matrix-projections': 'int4',
  'controlnet-kernel-projections': 'int8',
  'controlnet-matrix-projections': 'int4',
};

/** Exact weights, and each policy that quantizes anything and stores it unlike the one before. */
async function runsOf(parityCase: ParityCase): Promise<Run[]> {
  const { graphs } = await loadCase(parityCase, openFixtureFile);
  const formatsOf = (policy: WeightPolicy): string =>
    JSON.stringify(
      graphs.flatMap(({ graph, reference }) =>
        graph
          .author(reference.inputs, { policy })
          .weights.map(({ format }) => format)
          .filter(({ format }) => format !== 'plain'),
      ),
    );
  const [int8, int4] = [formatsOf('int8'), formatsOf('int4')];
  const policies: WeightPolicy[] = ['f32'];
  if (int8 !== '[]') policies.push('int8');
  if (int4 !== int8) policies.push('int4');
  const only = ONLY[parityCase.name];
  return policies
    .filter((policy) => policy === 'f32' || only === undefined || policy === only)
    .map((policy) => ({ parityCase, policy }));
}

const RUNS = (await Promise.all(PARITY_CASES.map(runsOf))).flat();

test.describe.configure({ mode: 'serial' });

let served: ServedPage;
let page: Page;
const measured: string[] = [];

test.beforeAll(async ({ browser }) => {
  served = await serveParityPage();
  page = await browser.newPage();
  await page.goto(served.url);
  await page.waitForFunction(
    () => window.parity !== undefined || window.parityFailure !== undefined,
    undefined,
    { timeout: START_MS },
  );
  expect(await page.evaluate(() => window.parityFailure)).toBeUndefined();
  process.stdout.write(`WebGPU adapter: ${await page.evaluate(() => window.parity?.adapter ?? '')}\n`);
});

test.afterAll(async () => {
  await page.close();
  await served.close();
});

for (const { parityCase, policy } of RUNS) {
  const title = `${policy} ${parityCase.name}`;
  test(title, async () => {
    const graphs = await page.evaluate(([wanted, storage]) => window.parity?.measure(wanted, storage), [
      parityCase,
      policy,
    ] as const);
    for (const graph of graphs ?? []) {
      process.stdout.write(describeMeasurement(title, graph));
      const quantized = graph.weights.some(({ format }) => format !== 'plain');
      if (quantized) expect(worst(outputsOf(graph)).relativeError).toBeLessThan(OUTPUT_LIMITS[policy]);
      else expect(worst(graph.errors).relativeError).toBeLessThan(STAGE_LIMIT);
      measured.push(`${title} ${graph.graph}`);
    }
  });
}

test('a detour over the CPU would have been an error', async () => {
  expect(await page.evaluate(() => window.parity?.tryUnsupported())).toContain('fallback');
});

test('the engine draws the picture that torch draws', async () => {
  const found = await page.evaluate(() => window.parity?.generate());
  const { latentsRelativeError = NaN, peakSignalToNoise = NaN } = found ?? {};
  process.stdout.write(
    `pipeline: latents ${latentsRelativeError.toExponential(1)}, ${peakSignalToNoise} dB\n`,
  );
  expect(latentsRelativeError).toBeLessThan(STAGE_LIMIT);
  expect(peakSignalToNoise).toBeGreaterThan(60);
});

test('no case and no graph was left out', async () => {
  const cases = await Promise.all(PARITY_CASES.map((parityCase) => loadCase(parityCase, openFixtureFile)));
  const exact = cases.flatMap(({ name, graphs }) => graphs.map(({ graph }) => `f32 ${name} ${graph.name}`));
  expect(measured).toEqual(expect.arrayContaining(exact));
  for (const policy of ['int8', 'int4']) {
    expect(measured.filter((title) => title.startsWith(policy)).length).toBeGreaterThan(2);
  }
});
