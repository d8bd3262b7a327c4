/*
 * The detector's worker in a browser, on both backends, against rtmlib and transformers.
 */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { besidePage, DETECT_CASES, DETECTORS, type PartRows } from '../drivers/detect-cases.ts';
import type {} from './page/detect.ts';
import { type ServedPage, serveParityPage } from './page-server.ts';

test.describe.configure({ mode: 'serial' });

let served: ServedPage;
let page: Page;

test.beforeAll(async ({ browser }) => {
  served = await serveParityPage();
  page = await browser.newPage();
  await page.goto(new URL('detect.html', served.url).href);
  await page.waitForFunction(() => 'look' in window);
});
test.afterAll(async () => {
  await page.close();
  await served.close();
});

for (const backend of ['wasm', 'webgpu'] as const) {
  for (const name of Object.keys(DETECTORS) as (keyof typeof DETECTORS)[]) {
    test(`${name} on ${backend}`, async () => {
      const one = DETECT_CASES.find(({ detector }) => detector === name);
      if (!one) throw new Error(`There is no case of ${name}.`);
      const { people, backend: report } = await page.evaluate(
        ([entry, on, size]) => window.look(entry, on, size),
        [besidePage(name), backend, one.picture] as const,
      );
      expect(report.backend).toBe(backend);
      expect(people).toHaveLength(one.people.length);
      for (const [i, expected] of one.people.entries()) {
        for (const [part, rows] of Object.entries(expected)) {
          for (const [joint, [x, y, score]] of rows.entries()) {
            const point = people[i]?.[part as keyof PartRows]?.[joint];
            if (score <= 0) expect(point).toBeNull();
            else expect(Math.hypot((point?.x ?? NaN) - x, (point?.y ?? NaN) - y)).toBeLessThan(0.05);
          }
        }
      }
    });
  }
}

test('a file that is not the one of the manifest', async () => {
  const entry = besidePage('movenet');
  const files = entry.files.map((file) => ({ ...file, sha256: '0'.repeat(64) }));
  const failure = await page.evaluate((wrong) => window.failureOf(wrong, 'wasm'), { ...entry, files });
  expect(failure).toMatchObject({ code: 'bad-weights' });
});
