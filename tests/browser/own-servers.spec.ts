/* A person's own servers on the page: previews while they draw, and a cancel that reaches them. */
import { expect, type Page, test } from '@playwright/test';
import { A1111_CONTROLNETS, startA1111 } from '../doubles/a1111.ts';
import { COMFY_CHECKPOINTS, COMFY_CONTROLNETS } from '../doubles/comfyui-nodes.ts';
import { startComfyui } from '../doubles/comfyui.ts';
import type { ServiceDouble } from '../doubles/double.ts';
import { openElsewhere } from '../drivers/elsewhere.ts';

const COMFY = { checkpoint: COMFY_CHECKPOINTS[0]!, controlNet: COMFY_CONTROLNETS[0]! };
const WEBUI = { controlNet: A1111_CONTROLNETS[1]! };

let double: ServiceDouble;
test.afterEach(() => double.close());

const sent = (path: string) => () => double.calls.filter((call) => call.path === path).length;

/** Generates until a preview is in sight. */
async function drawAWhile(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: `Generate at ${label}` }).click();
  await expect(page.getByRole('img', { name: 'Preview of the picture' })).toBeVisible();
  await expect(page.getByText(`${label} is drawing`)).toBeVisible();
}

test('ComfyUI shows its previews over its websocket, and is stopped', async ({ page, baseURL }) => {
  double = await startComfyui({ cors: baseURL!, stepMs: 50 });
  double.fail('endless', /^\/prompt/);
  const armature = await openElsewhere(page, 'comfyui', double, COMFY);
  await drawAWhile(page, 'ComfyUI');
  await armature.cancelButton.click();
  await expect.poll(sent('/interrupt')).toBe(1);
  const queue = async (): Promise<unknown> => (await fetch(`${double.origin}/queue`)).json();
  await expect.poll(queue).toEqual({ queue_running: [], queue_pending: [] });
  await expect(page.getByRole('button', { name: 'Generate at ComfyUI' })).toBeEnabled();
  expect(double.creating()).toBe(1);
});

test('A1111 shows its previews, and is stopped while its call is open', async ({ page, baseURL }) => {
  double = await startA1111({ origins: [baseURL!], stepMs: 50 });
  double.fail('endless', /txt2img/);
  const armature = await openElsewhere(page, 'a1111', double, WEBUI);
  await drawAWhile(page, 'A1111 or Forge');
  await armature.cancelButton.click();
  await expect.poll(sent('/sdapi/v1/interrupt')).toBe(1);
  await expect(page.getByRole('button', { name: 'Generate at A1111 or Forge' })).toBeEnabled();
  expect(double.creating()).toBe(1);
});

test('a server that could not be told to stop is named', async ({ page, baseURL }) => {
  double = await startA1111({ origins: [baseURL!], stepMs: 50 });
  double.fail('endless', /txt2img/);
  const armature = await openElsewhere(page, 'a1111', double, WEBUI);
  await drawAWhile(page, 'A1111 or Forge');
  double.fail(500, /interrupt/);
  await armature.cancelButton.click();
  await expect(
    page.getByText('A1111 or Forge could not be told to stop, and may go on drawing.'),
  ).toBeVisible();
});

test('a server that was not started for this page is a failure that says how to start it', async ({
  page,
}) => {
  double = await startComfyui();
  await openElsewhere(page, 'comfyui', double, COMFY);
  await page.getByRole('button', { name: 'Generate at ComfyUI' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'The connection failed' });
  await expect(alert).toContainText('does not allow this page to ask');
  expect(double.creating()).toBe(0);
});
