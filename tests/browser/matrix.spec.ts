/*
 * Every back end through every fault of its service, on the page: the right words, the creating call counted by the double,
 * and nothing of the person's lost.
 */
import { expect, type Page, test } from '@playwright/test';
import type { FailureCode } from '../../core/result/index.ts';
import type { Fault, ServiceDouble } from '../doubles/double.ts';
import { MODELSLAB_PICTURES } from '../doubles/modelslab.ts';
import { ArmaturePage } from '../drivers/page.ts';
import { creatingCalls, FAULTY_SERVICES, faultsOf, type Stage, toldOf } from '../drivers/remote-faults.ts';

const TITLES: Readonly<Partial<Record<FailureCode, string>>> = {
  'bad-request': 'These settings do not work',
  'bad-key': 'The key was not accepted',
  'no-credit': 'No credit left',
  'rate-limited': 'The service is busy',
  'remote-failed': 'The service failed',
  network: 'The connection failed',
};
const PROMPT = 'a dancer at a quay, the prompt that must not be lost';
/** Longer than any pause of the page, and less than what it takes for an endless run to be given up at once. */
const LEAP_MS = 6 * 60_000;

/** Opens the page as one whose every picture goes to a double. */
async function openFor(page: Page, id: string, double: ServiceDouble): Promise<ArmaturePage> {
  const { key, ...names } = FAULTY_SERVICES[id]!.account;
  await page.addInitScript(
    ([remote, settings, service, secret]) => {
      localStorage.setItem('armature.remote.1', remote);
      localStorage.setItem('armature.settings.1', settings);
      if (secret !== '') sessionStorage.setItem(`armature.key.${service}`, secret);
    },
    [
      JSON.stringify({
        policy: 'remote',
        setups: { [id]: { enabled: true, address: double.origin, ...names } },
        dollarsPerDay: null,
      }),
      // Whether a pose was followed is none of these tests' questions.
      JSON.stringify({ checkPose: false }),
      id.split('-')[0]!,
      key ?? '',
    ] as const,
  );
  // The pictures of ModelsLab are on a host of their own.
  await page.route(`${MODELSLAB_PICTURES}/**`, async (route) => {
    const url = route.request().url().replace(MODELSLAB_PICTURES, double.origin);
    await route
      .fetch({ url, maxRedirects: 0 })
      .then((response) => route.fulfill({ response }))
      .catch(() => route.abort());
  });
  await page.clock.install();
  const armature = new ArmaturePage(page);
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(PROMPT);
  return armature;
}

/** Leaps over every pause until the picture is in this state. */
async function leapTo(page: Page, state: string): Promise<void> {
  const there = page.locator(state);
  await expect
    .poll(
      async () => {
        await page.clock.fastForward(LEAP_MS);
        return there.isVisible();
      },
      { intervals: [20] },
    )
    .toBe(true);
}

/** Generates until there is a picture or a failure. */
async function draw(page: Page, double: ServiceDouble): Promise<void> {
  const before = double.creating();
  await page.getByRole('button', { name: /^Generate at / }).click();
  // Until then the state is that of the run before.
  await expect.poll(() => double.creating(), { intervals: [10] }).toBeGreaterThan(before);
  await leapTo(page, '.picture[data-status="failed"], .picture[data-status="done"]');
}

for (const id of Object.keys(FAULTY_SERVICES)) {
  test(`${id}, through every fault`, async ({ page, baseURL }) => {
    const { start, stages } = FAULTY_SERVICES[id]!;
    const double = await start(baseURL!);
    const armature = await openFor(page, id, double);
    await draw(page, double);
    await expect(armature.picture).toBeVisible();
    const elbow = await armature.jointAt(1, 'right elbow');

    for (const stage of ['create', 'poll', 'view'] as const satisfies readonly Stage[]) {
      for (const fault of stages[stage] ? faultsOf(id, stage) : []) {
        await test.step(`${String(fault)} at ${stage}`, () =>
          meet({ page, armature, double, id, stage, fault }));
      }
    }

    await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveValue(PROMPT);
    expect(await armature.jointAt(1, 'right elbow')).toEqual(elbow);
    await double.close();
  });
}

interface Row {
  readonly page: Page;
  readonly armature: ArmaturePage;
  readonly double: ServiceDouble;
  readonly id: string;
  readonly stage: Stage;
  readonly fault: Fault;
}

async function meet({ page, armature, double, id, stage, fault }: Row): Promise<void> {
  const told = toldOf(id, stage, fault);
  const before = double.creating();
  double.fail(fault, FAULTY_SERVICES[id]!.stages[stage]);
  await draw(page, double);
  double.fail();
  // The earlier picture stays in sight beside a failure.
  await expect(armature.picture).toBeVisible();
  if (told) {
    const alert = page.getByRole('alert').filter({ hasText: TITLES[told.code]! });
    await expect(alert).toContainText(told.words);
  } else await expect(page.getByRole('alert')).toHaveCount(0);
  if (stage !== 'create' && told) await fetchAgain(page);
  expect(double.creating() - before).toBe(creatingCalls(stage, fault));
}

/** A run that has a name or pictures is there to be fetched. */
async function fetchAgain(page: Page): Promise<void> {
  const runs = page.getByRole('region', { name: 'Sent, and not here yet' });
  await runs.getByRole('button', { name: 'Fetch again' }).first().click();
  await leapTo(page, '.picture[data-status="done"]');
}
