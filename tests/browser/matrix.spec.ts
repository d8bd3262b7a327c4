/*
 * Every back end through every fault of its service, on the page: the right words, the creating call counted by the double,
 * and nothing of the person's lost.
 */
import { expect, type Page, type Request, test } from '@playwright/test';
import type { FailureCode } from '../../core/result/index.ts';
import type { Fault, ServiceDouble } from '../doubles/double.ts';
import { openElsewhere } from '../drivers/elsewhere.ts';
import type { ArmaturePage } from '../drivers/page.ts';
import {
  creatingCalls,
  FAULTY_SERVICES,
  faultsOf,
  isLeft,
  type Stage,
  toldOf,
} from '../drivers/remote-faults.ts';

const TITLES: Readonly<Partial<Record<FailureCode, string>>> = {
  'bad-request': 'These settings do not work',
  'bad-key': 'The key was not accepted',
  'no-credit': 'No credit left',
  'rate-limited': 'The service is busy',
  'remote-failed': 'The service failed',
  network: 'The connection failed',
};
const PROMPT = 'a dancer at a quay, the prompt that must not be lost';
/** Longer than the pauses of the page, and much shorter than its patience. */
const LEAP_MS = 10_000;
/** How long a slow answer takes, of which the page waits for all. */
const SLOW_MS = 1500;
/** For a run without an end. */
const LONG_LEAP_MS = 6 * 60_000;

/** The page gives a database that does not open up after a while. One that is asked for last is open last. */
async function databasesAreOpen(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done, fail) => {
        const opening = indexedDB.open('matrix.last');
        opening.onerror = () => fail(new Error('The last database did not open.'));
        opening.onsuccess = () => {
          opening.result.close();
          done();
        };
      }),
  );
}

/** Leaps over every pause until the picture is in this state. */
async function leapTo(table: Table, state: string, leapMs = LEAP_MS): Promise<void> {
  const there = table.page.locator(state);
  await expect
    .poll(
      async () => {
        // While an answer is on its way the page does not pause.
        if (table.underWay() === 0) {
          await databasesAreOpen(table.page);
          await table.page.clock.fastForward(leapMs);
        }
        return there.isVisible();
      },
      { intervals: [20] },
    )
    .toBe(true);
}

/** Generates until there is a picture or a failure. */
async function draw(table: Table, leapMs?: number): Promise<void> {
  const { page, double } = table;
  const before = double.creating();
  await page.getByRole('button', { name: /^Generate at / }).click();
  // Until then the state is that of the run before.
  await expect.poll(() => double.creating(), { intervals: [10] }).toBeGreaterThan(before);
  await leapTo(table, '.picture[data-status="failed"], .picture[data-status="done"]', leapMs);
}

/** Counts the calls to a double that are not answered. */
function countCalls(page: Page, { origin }: ServiceDouble): () => number {
  const open = new Set<Request>();
  page.on('request', (request) => request.url().startsWith(origin) && open.add(request));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  return () => open.size;
}

for (const id of Object.keys(FAULTY_SERVICES)) {
  test(`${id}, through every fault`, async ({ page, baseURL }) => {
    const { start, stages, account } = FAULTY_SERVICES[id]!;
    const double = await start(baseURL!);
    double.slowMs = SLOW_MS;
    await page.clock.install();
    const armature = await openElsewhere(page, id, double, account);
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(PROMPT);
    const table = { page, armature, double, id, underWay: countCalls(page, double) };
    await draw(table);
    await expect(armature.picture).toBeVisible();
    const elbow = await armature.jointAt(1, 'right elbow');

    for (const stage of ['create', 'poll', 'view'] as const satisfies readonly Stage[]) {
      const faults: Fault[] = stages[stage] ? [...faultsOf(id, stage), 'slow'] : [];
      for (const fault of faults) {
        await test.step(`${String(fault)} at ${stage}`, () => meet(table, stage, fault));
      }
    }

    await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveValue(PROMPT);
    expect(await armature.jointAt(1, 'right elbow')).toEqual(elbow);
    await double.close();
  });
}

/** A page and the double that it goes to. */
interface Table {
  readonly page: Page;
  readonly armature: ArmaturePage;
  readonly double: ServiceDouble;
  readonly id: string;
  readonly underWay: () => number;
}

async function meet(table: Table, stage: Stage, fault: Fault): Promise<void> {
  const { page, armature, double, id } = table;
  const told = toldOf(id, stage, fault);
  const before = double.creating();
  double.fail(fault, FAULTY_SERVICES[id]!.stages[stage]);
  if (fault === 'reset') double.hangUp();
  await draw(table, fault === 'endless' ? LONG_LEAP_MS : LEAP_MS);
  double.fail();
  // The earlier picture stays in sight beside a failure.
  await expect(armature.picture).toBeVisible();
  if (told) {
    const alert = page.getByRole('alert').filter({ hasText: TITLES[told.code]! });
    await expect(alert).toContainText(told.words);
  } else await expect(page.getByRole('alert')).toHaveCount(0);
  if (isLeft(id, stage, fault)) await fetchAgain(table);
  expect(double.creating() - before).toBe(creatingCalls(stage, fault));
}

/** A run that has a name or pictures is there to be fetched. */
async function fetchAgain(table: Table): Promise<void> {
  const runs = table.page.getByRole('region', { name: 'Sent, and not here yet' });
  await runs.getByRole('button', { name: 'Fetch again' }).click();
  await leapTo(table, '.picture[data-status="done"]');
}
