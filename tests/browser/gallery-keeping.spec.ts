/* Pictures that the page makes itself: kept at once, there again after a reload, and safe where there is no room. */
import { expect, type Page, test } from '@playwright/test';
import { BUILT_IN } from '../drivers/built-in.ts';
import { ArmaturePage } from '../drivers/page.ts';

test('a picture is kept as it is finished, is there after a reload, and can be made again with the next seed', async ({
  page,
}) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.ready();
  await armature.useSeed(41);
  await armature.setNumber('Steps, exact value', 4);
  await armature.generate();
  const recent = page.getByRole('group', { name: 'Last pictures' });
  await expect(recent.getByRole('button')).toHaveCount(1);
  const made = await armature.pixelsOf(armature.picture);

  await page.reload();
  await expect(armature.picture).toBeVisible();
  expect(await armature.pixelsOf(armature.picture)).toEqual(made);
  await expect(recent.getByRole('button')).toHaveCount(1);

  await armature.ready();
  await recent.getByRole('button').click();
  const dialog = page.getByRole('dialog', { name: 'Gallery' });
  await expect(dialog.getByText('1 / 1')).toBeVisible();
  await dialog.getByText('Files of the model').click();
  await expect(dialog.getByText(`${BUILT_IN.id}/unet/diffusion_pytorch_model.safetensors`)).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Variations' }).selectOption('2 pictures');
  await dialog.getByRole('button', { name: 'Make' }).click();
  await expect(recent.getByRole('button')).toHaveCount(3, { timeout: 120_000 });
  await expect(page.locator('.facts').getByText('43', { exact: true })).toBeVisible();
});

test('where there is no room the picture stays on the page, with a way to save it, and is kept later', async ({
  page,
}) => {
  const armature = await pageWithoutRoom(page);
  await armature.generateButton.click();
  const notice = page.getByRole('alert').filter({ hasText: 'A picture is not kept' });
  await expect(notice).toContainText('no room left for the gallery', { timeout: 120_000 });
  await expect(armature.picture).toBeVisible();
  expect(await isAskedAtLeaving(page)).toBe(true);
  const download = page.waitForEvent('download');
  await notice.getByRole('button', { name: 'Save it as a file' }).click();
  expect((await download).suggestedFilename()).toMatch(/^armature-\d+\.png$/);
  await expect.poll(() => isAskedAtLeaving(page)).toBe(false);
  await expect(notice).toContainText('It is saved as a file.');
  await expect(notice.getByRole('button')).toHaveText(['Try again', 'Dismiss']);
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => isAskedAtLeaving(page)).toBe(false);
  await expect(notice, 'what is refused again is in a file all the same').toContainText(
    'It is saved as a file.',
  );
  await page.evaluate(() => Object.assign(globalThis, { roomy: true }));
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(notice).toBeHidden();
  await expect(page.getByRole('group', { name: 'Last pictures' }).getByRole('button')).toHaveCount(1);
});

test('what was saved beside the picture is safe without the gallery, and its notice can be put away', async ({
  page,
}) => {
  const armature = await pageWithoutRoom(page);
  const notice = page.getByRole('alert').filter({ hasText: 'not kept' });
  const heading = notice.getByRole('heading');
  await armature.generateButton.click();
  await expect(heading).toHaveText('A picture is not kept', { timeout: 120_000 });
  expect(await isAskedAtLeaving(page)).toBe(true);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save PNG' }).click();
  await download;
  await expect.poll(() => isAskedAtLeaving(page)).toBe(false);

  await armature.generateButton.click();
  await expect(heading).toHaveText('2 pictures are not kept', { timeout: 120_000 });
  expect(await isAskedAtLeaving(page)).toBe(true);
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  await notice.getByRole('button', { name: 'Save the rest as files' }).click();
  await expect(notice).toContainText('All of them are saved as files.');
  await expect.poll(() => downloads.length).toBe(1);
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toBeHidden();
  expect(await isAskedAtLeaving(page)).toBe(false);
  await expect(armature.picture).toBeVisible();
});

/** A page whose gallery has no room, with few steps set. */
async function pageWithoutRoom(page: Page): Promise<ArmaturePage> {
  await leaveNoRoom(page);
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.ready();
  await armature.setNumber('Steps, exact value', 4);
  return armature;
}

/** Lets the browser write no file until the page has `roomy`. */
async function leaveNoRoom(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const write = FileSystemFileHandle.prototype.createWritable;
    FileSystemFileHandle.prototype.createWritable = function (this: FileSystemFileHandle, ...options) {
      return (globalThis as { roomy?: boolean }).roomy
        ? write.apply(this, options)
        : Promise.reject(new DOMException('no room', 'QuotaExceededError'));
    };
  });
}

/** Would the browser ask before the page is left? */
function isAskedAtLeaving(page: Page): Promise<boolean> {
  return page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
}
