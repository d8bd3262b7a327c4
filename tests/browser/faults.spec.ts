/*
 * A few faults of each sort, and what the first release saved. All of them are injected by `npm run faults`.
 */
import { expect, test } from '@playwright/test';
import { BUILT_IN } from '../drivers/built-in.ts';
import { ArmaturePage } from '../drivers/page.ts';
import { leaveFirstRelease } from '../drivers/first-release.ts';
import { FAULT_CASES } from '../faults/cases.ts';
import type { FaultCase } from '../faults/fault-case.ts';
import { isFine } from '../faults/report.ts';
import { type Verdict, visitWith } from '../faults/visit.ts';

function named(...names: readonly string[]): [FaultCase, ...FaultCase[]] {
  const [first, ...others] = names.map((name) => {
    const found = FAULT_CASES.find((fault) => fault.name === name);
    if (!found) throw new Error(`There is no fault ${name}.`);
    return found;
  });
  if (!first) throw new Error('Name a fault.');
  return [first, ...others];
}

const VISITS = [
  ['throw, step 2, once, cpu', 'throw, decoding, every time, cpu'],
  ['close, text, once, cpu', 'close, between runs, once, cpu'],
  ['wasm-memory, step 1, once, cpu'],
  ['reload, step 2'],
  ['local-full + tab-full + database-full'],
  ['local-forbidden + tab-forbidden + database-forbidden + files-forbidden + no-locks'],
  ['UNet, refused', 'runtime, server-error'],
];

for (const names of VISITS) {
  test(`nothing is lost, and a picture comes, after: ${names.join('; ')}`, async ({ browser, baseURL }) => {
    const faults = named(...names);
    // Each is told when it has struck, and once more, finally, at the end of the visit.
    const judged = new Map<FaultCase, Verdict>();
    await visitWith(faults, { browser, url: `${baseURL ?? ''}/` }, (fault, verdict) =>
      judged.set(fault, verdict),
    );
    for (const [fault, verdict] of judged) {
      expect({ ...verdict, fine: isFine({ fault, verdict }) }, fault.name).toMatchObject({ fine: true });
    }
    expect([...judged.keys()]).toEqual(faults);
  });
}

test('what the first release saved is there', async ({ page }) => {
  const saved = await leaveFirstRelease(page);
  await page.goto('/');
  const armature = new ArmaturePage(page);
  await expect(armature.generateButton).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveValue(saved.form.prompt);
  // The model that it came with is gone: the present one is drawn with as it is meant to be.
  const { steps } = BUILT_IN.defaults;
  await expect(page.getByRole('spinbutton', { name: 'Steps, exact value' })).toHaveValue(String(steps));
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  // One of them is locked and one is hidden, so that neither has handles.
  const count = saved.pose.people.length;
  await expect(page.getByRole('group', { name: `Pose canvas, ${count} people` })).toBeVisible();
  await expect(page.locator('.reference-layer image')).toHaveCount(1);
  for (const where of ['in a file', 'in the database']) {
    const recent = page.getByRole('button', { name: `Show in the gallery: a dancer kept ${where}` });
    await expect(recent).toBeVisible();
  }
  await expect(page.getByText('2 wait, paused')).toBeVisible();
  await page.getByRole('button', { name: 'Poses', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Poses' });
  await dialog.getByRole('button', { name: /^Yours 2/ }).click();
  for (const { name } of saved.poses) {
    const list = dialog.getByRole('list', { name: 'Poses' });
    await expect(list.getByRole('button', { name, exact: true })).toBeVisible();
  }
});
