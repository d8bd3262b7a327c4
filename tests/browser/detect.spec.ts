/* People are found in pictures, in what a camera sees and in videos, and come to the canvas. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import config from '../../playwright.config.ts';
import { encodePng } from '../../core/png/index.ts';
import { axe } from '../drivers/axe.ts';
import { serveDetector } from '../drivers/hub.ts';
import { ArmaturePage } from '../drivers/page.ts';
import { test } from '../drivers/without-model.ts';

const launch = config.use?.launchOptions ?? {};
test.use({
  launchOptions: {
    ...launch,
    args: [...(launch.args ?? []), '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  },
});

/** A picture of the built-in model, with one person to the right of its middle. */
const DRAWING = 'tests/fixtures/keypoints/page-00.png';
const PICTURES = 'tests/fixtures/pictures';

async function openDialog(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Detect a pose/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Detect a pose' });
  await expect(dialog).toBeVisible();
  return dialog;
}

function outcome(page: Page): Locator {
  return page.locator('.detect-outcome p[role=status]');
}

async function openPicture(page: Page, file: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
  await page.getByLabel('Picture with people').setInputFiles(file);
}

async function expectOne(page: Page): Promise<void> {
  await expect(outcome(page)).toHaveText('1 person found by Armature keypoints.', { timeout: 60_000 });
}

function people(page: Page): Locator {
  return page.getByRole('button', { name: /^Person \d+, neck,/ });
}

test('a dropped picture becomes a skeleton that can be edited, in one entry of history', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const before = await armature.jointAt(1, 'neck');
  const base64 = readFileSync(DRAWING).toString('base64');
  await page.evaluate((content) => {
    const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], 'dancer.png', { type: 'image/png' }));
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
  }, base64);
  await page.getByRole('button', { name: /^Detect the pose/ }).click();
  await expectOne(page);
  await expect(page.getByText('knows only drawings like those of the built-in model')).toBeVisible();
  await page.getByRole('button', { name: 'Replace the pose' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  // The pose that the picture was made for, on a canvas of the same size.
  const neck = await armature.jointAt(1, 'neck');
  const reference = JSON.parse(readFileSync('tests/fixtures/keypoints/page-00.json', 'utf8')) as unknown;
  const [x, y] = neckOf(reference);
  expect(Math.abs(neck.x - x)).toBeLessThan(16);
  expect(Math.abs(neck.y - y)).toBeLessThan(16);
  await page.getByRole('button', { name: /^Undo/ }).click();
  expect(await armature.jointAt(1, 'neck')).toEqual(before);
});

test('people join those on the canvas, and the picture lies below on a canvas of its aspect', async ({
  page,
}) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await openDialog(page);
  // Upright only for who obeys the orientation in it: 128 wide and 170 high.
  await openPicture(page, `${PICTURES}/orientation-6.jpg`);
  await expectOne(page);
  await page.getByLabel('Take the picture’s aspect').check();
  await page.getByLabel('Lay the picture below').check();
  await page.getByRole('button', { name: 'Add people' }).click();
  await expect(people(page)).toHaveCount(2);
  const [nose, ankle] = [await armature.jointAt(2, 'nose'), await armature.jointAt(2, 'left ankle')];
  expect(nose.y).toBeLessThan(ankle.y - 200);
  const picture = page.locator('.reference-layer image');
  await expect(picture).toHaveAttribute('height', '592');
  const width = Number(await picture.getAttribute('width'));
  expect(Math.abs(width - 448)).toBeLessThan(4);
});

for (const name of ['cmyk.jpg', '16-bit.png', 'moving.gif', 'moving.webp', 'still.avif']) {
  test(`a person is found in ${name}`, async ({ page }) => {
    await new ArmaturePage(page).open();
    await openDialog(page);
    await openPicture(page, `${PICTURES}/${name}`);
    await expectOne(page);
    const moves = page.getByText('It moves: only its first frame is looked at.');
    await expect(moves).toHaveCount(name.startsWith('moving') ? 1 : 0);
  });
}

test('pictures that are of no use are refused in words, and the one before stays', async ({ page }) => {
  await new ArmaturePage(page).open();
  const dialog = await openDialog(page);
  await openPicture(page, DRAWING);
  await expectOne(page);
  const alert = dialog.getByRole('alert');
  await openPicture(page, `${PICTURES}/tiny.png`);
  await expect(alert).toContainText('only 8 × 8 px');
  await openPicture(page, { name: 'x.png', mimeType: 'image/png', buffer: claims(20_000, 20_000) });
  await expect(alert).toContainText('more than 100 megapixels');
  const half = readFileSync(DRAWING).subarray(0, 60);
  await openPicture(page, { name: 'x.png', mimeType: 'image/png', buffer: half });
  await expect(alert).toContainText('cannot read this file as a picture');
  const svg = Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>');
  await openPicture(page, { name: 'x.svg', mimeType: 'image/svg+xml', buffer: svg });
  await expect(alert).toContainText('An SVG is a drawing of shapes');
  await expect(page.locator('.found')).toHaveAttribute('data-people', '1');
  await expect(dialog.getByRole('button', { name: 'Replace the pose' })).toBeEnabled();
});

test('an empty picture is told kindly, and a large one is reduced', async ({ page }) => {
  await new ArmaturePage(page).open();
  const dialog = await openDialog(page);
  const data = new Uint8ClampedArray(3000 * 1500 * 4).fill(255);
  const buffer = Buffer.from(encodePng({ width: 3000, height: 1500, data }, {}));
  await openPicture(page, { name: 'wide.png', mimeType: 'image/png', buffer });
  await expect(outcome(page)).toContainText('Nobody was found.', { timeout: 60_000 });
  await expect(outcome(page)).toContainText('hoose a detector that knows photographs');
  await expect(dialog).toContainText('Looked at in 2048 × 1024 px instead of 3000 × 1500.');
  await expect(dialog.getByRole('button', { name: 'Replace the pose' })).toBeDisabled();
});

test('points below the threshold are hollow and left out, or kept with their confidence', async ({
  page,
}) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const dialog = await openDialog(page);
  await openPicture(page, DRAWING);
  await expectOne(page);
  await dialog.getByRole('slider', { name: 'Points are sure from' }).fill('0.8');
  const hollow = await page.locator('.found-unsure').count();
  expect(hollow).toBeGreaterThan(0);
  const shown = await page.locator('.found').evaluate((svg) => svg.querySelectorAll('.found-unsure').length);
  expect(shown).toBe(hollow);
  await dialog.getByRole('button', { name: 'Replace the pose' }).click();
  const joints = page.locator('.handle[data-detail=false]');
  const sure = await joints.count();
  await openDialog(page);
  await openPicture(page, DRAWING);
  await expectOne(page);
  await dialog.getByLabel('Leave out the others').uncheck();
  await dialog.getByRole('button', { name: 'Replace the pose' }).click();
  await expect(joints).toHaveCount(sure + hollow);
});

test('a camera is watched, and a picture of it taken', async ({ page }) => {
  await new ArmaturePage(page).open();
  const dialog = await openDialog(page);
  await dialog.getByRole('tab', { name: 'Camera' }).click();
  await expect(outcome(page)).toHaveText('Nobody is in sight.', { timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Take it' }).click();
  await expect(outcome(page)).toContainText('Nobody was found.', { timeout: 60_000 });
  await expect(dialog.locator('video')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Take another one' }).click();
  await expect(dialog.locator('video')).toBeVisible();
});

test('a video is looked at where it stands', async ({ page }) => {
  await new ArmaturePage(page).open();
  const dialog = await openDialog(page);
  await dialog.getByRole('tab', { name: 'Video' }).click();
  const content = await recorded(page, readFileSync(DRAWING).toString('base64'));
  const buffer = Buffer.from(content, 'base64');
  await page
    .getByLabel('Video with people')
    .setInputFiles({ name: 'v.webm', mimeType: 'video/webm', buffer });
  const time = dialog.getByRole('slider', { name: 'Time, in seconds' });
  await expectOne(page);
  // The same file once more is looked at once more.
  await page
    .getByLabel('Video with people')
    .setInputFiles({ name: 'v.webm', mimeType: 'video/webm', buffer });
  await expectOne(page);
  // From the middle on it is blank.
  const end = Number(await time.getAttribute('max'));
  await time.fill(String(Math.floor(end * 90) / 100));
  await expect(outcome(page)).toContainText('Nobody was found.', { timeout: 60_000 });
  await time.fill('0');
  await expectOne(page);
  await dialog.getByRole('button', { name: 'On by a thirtieth of a second' }).click();
  await expect(time).toHaveValue('0.03');
  await expectOne(page);
  await dialog.getByRole('button', { name: 'Replace the pose' }).click();
  await expect(people(page)).toHaveCount(1);
  await openDialog(page);
  await dialog.getByRole('tab', { name: 'Video' }).click();
  const broken = Buffer.from('no video');
  await page
    .getByLabel('Video with people')
    .setInputFiles({ name: 'b.webm', mimeType: 'video/webm', buffer: broken });
  await expect(dialog.getByRole('alert')).toContainText('cannot play this file');
});

test('a detector is downloaded where it is chosen, looks at once, and is listed and removed', async ({
  page,
}) => {
  await serveDetector(page);
  await new ArmaturePage(page).open();
  const dialog = await openDialog(page);
  await openPicture(page, DRAWING);
  await expectOne(page);
  await dialog.getByRole('combobox', { name: 'Detector' }).selectOption('stand-in');
  await expect(outcome(page)).toHaveText('Stand-in has to be downloaded before it can look.');
  await dialog.getByRole('button', { name: 'Download Stand-in' }).click();
  await dialog.getByRole('button', { name: 'Download now' }).click();
  await expect(outcome(page)).toHaveText(/^\d+ (?:person|people) found by Stand-in\.$/, { timeout: 120_000 });
  await dialog.getByRole('button', { name: 'Close' }).click();

  // What is stored is preferred from now on.
  await page.reload();
  await openDialog(page);
  await expect(dialog.getByRole('combobox', { name: 'Detector' })).toHaveValue('stand-in');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: /^Model:/ }).click();
  const card = page.getByRole('listitem', { name: 'Stand-in' });
  await expect(card).toContainText('On this device');
  await card.getByRole('button', { name: 'Remove Stand-in' }).click();
  await card.getByRole('button', { name: 'Remove it' }).click();
  await expect(card).toContainText('Not on this device');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing to complain about, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await new ArmaturePage(page).open();
    const dialog = await openDialog(page);
    await openPicture(page, DRAWING);
    await expectOne(page);
    expect((await axe(page).include('.detect').analyze()).violations).toEqual([]);
    await expect(dialog.getByRole('button', { name: /^Download RTMO-t \(/ })).toBeVisible();
    await dialog.getByRole('combobox', { name: 'Detector' }).selectOption('rtmo-t');
    await expect(dialog.getByRole('button', { name: 'Download RTMO-t' })).toBeVisible();
    expect((await axe(page).include('.detect').analyze()).violations).toEqual([]);
    for (const tab of ['Camera', 'Video']) {
      await dialog.getByRole('tab', { name: tab }).click();
      expect((await axe(page).include('.detect').analyze()).violations).toEqual([]);
    }
  });
}

/** Where the first neck of an OpenPose document is, px. */
function neckOf(reference: unknown): readonly [number, number] {
  const found = (reference as { people: { pose_keypoints_2d: number[] }[] }).people[0]?.pose_keypoints_2d;
  return [found?.[3] ?? NaN, found?.[4] ?? NaN];
}

/** A PNG of a few bytes that says that it is large. */
function claims(width: number, height: number): Buffer {
  const png = Buffer.from(readFileSync(DRAWING));
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}

/** A video of two seconds, as a browser records it: the picture, then white. */
async function recorded(page: Page, picture: string): Promise<string> {
  return page.evaluate(async (content) => {
    const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [256, 256];
    const context = canvas.getContext('2d');
    if (!context) throw new Error('There is no canvas.');
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm;codecs=vp8' });
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    const ended = new Promise((resolve) => recorder.addEventListener('stop', resolve));
    recorder.start();
    const start = performance.now();
    for (let passed = 0; passed < 2000; passed = performance.now() - start) {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, 256, 256);
      if (passed < 1000) context.drawImage(bitmap, 0, 0, 256, 256);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    recorder.stop();
    await ended;
    const file = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(file, (byte) => String.fromCharCode(byte)).join(''));
  }, picture);
}
