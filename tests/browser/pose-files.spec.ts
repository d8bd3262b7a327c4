/* Poses come in by file, drop and paste, and go out as files. */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { decodePng } from '../../core/png/index.ts';
import { poseFromOpenPoseJson, readPose, renderControlImage } from '../../core/pose/index.ts';
import { ArmaturePage } from '../drivers/page.ts';
import { test } from '../drivers/without-model.ts';

const FIXTURES = 'tests/fixtures';

function peopleOn(page: Page): Promise<number> {
  return page.getByRole('button', { name: /^Person \d+, neck,/ }).count();
}

/** Hands a file to the page as a drop or a paste would. */
async function hand(page: Page, event: 'drop' | 'paste', path: string, type: string): Promise<void> {
  const base64 = readFileSync(path).toString('base64');
  const name = path.split('/').at(-1) ?? '';
  await page.evaluate(
    ({ event: kind, base64: content, name: fileName, type: fileType }) => {
      const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], fileName, { type: fileType }));
      const init = { bubbles: true, cancelable: true };
      document.body.dispatchEvent(
        kind === 'drop'
          ? new DragEvent('drop', { ...init, dataTransfer: transfer })
          : new ClipboardEvent('paste', { ...init, clipboardData: transfer }),
      );
    },
    { event, base64, name, type },
  );
}

async function saved(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFileSync(await download.path());
}

test('a file replaces the figure, joins it instead, and is taken back', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const nose = await armature.jointAt(1, 'nose');
  const input = page.getByLabel('Pose files');
  await input.setInputFiles(`${FIXTURES}/pose-formats/controlnet-px.json`);
  await expect(page.getByText('OpenPose JSON: 2 people, in place of the figure before.')).toBeVisible();
  expect(await peopleOn(page)).toBe(2);
  await page.getByRole('button', { name: 'Add instead' }).click();
  expect(await peopleOn(page)).toBe(3);
  expect(await armature.jointAt(1, 'nose')).toEqual(nose);
  await page.getByLabel('Opened files').getByRole('button', { name: 'Undo' }).click();
  expect(await peopleOn(page)).toBe(1);

  await input.setInputFiles({
    name: 'x.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"people": 5}'),
  });
  await expect(page.getByRole('alert')).toContainText('x.json: people');
  expect(await armature.jointAt(1, 'nose')).toEqual(nose);
});

test('a skeleton is dropped, frames are chosen, and a picture is asked about', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await hand(page, 'drop', `${FIXTURES}/pose/standing-portrait.png`, 'image/png');
  await expect(page.getByText('Picture of a skeleton: 1 person')).toBeVisible();
  expect((await armature.jointAt(1, 'nose')).y).toBeLessThan(110);

  await hand(page, 'paste', `${FIXTURES}/pose-formats/comfyui-frames.json`, 'application/json');
  await page.getByRole('spinbutton', { name: 'Frame, 1 to 2' }).fill('2');
  await expect(page.getByText('List of 2 poses in OpenPose JSON: 2 people')).toBeVisible();

  await hand(page, 'paste', `${FIXTURES}/models/pipeline/picture.png`, 'image/png');
  const dialog = page.getByRole('dialog', { name: 'What is this picture for?' });
  await dialog.getByRole('button', { name: /^Start from this picture/ }).click();
  await expect(dialog).toBeHidden();
  await page.getByText('Start from a picture', { exact: true }).click();
  await expect(page.getByRole('slider', { name: 'Change' })).toBeVisible();
});

test('what is exported is what a ControlNet gets, and opens as the same pose', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await page.getByRole('button', { name: 'Export the pose' }).click();
  const json = await saved(page, 'Save JSON');
  const pose = poseFromOpenPoseJson(JSON.parse(json.toString()));
  const png = await saved(page, 'Save PNG');
  const { width, height, data } = decodePng(png);
  expect(Buffer.from(data)).toEqual(Buffer.from(renderControlImage(pose, width, height).data));
  expect(readPose(png).frames[0].people).toHaveLength(1);
  const svg = await saved(page, 'Save SVG');
  expect(svg.toString().match(/<ellipse /g)).toHaveLength(17);
  await expect(page.getByRole('status').filter({ hasText: 'Saved as armature-pose.svg.' })).toBeVisible();
});
