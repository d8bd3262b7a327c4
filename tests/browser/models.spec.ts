/* Models are downloaded, kept, used without a network, and removed. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { axe } from '../drivers/axe.ts';
import { BUILT_IN, SIDE } from '../drivers/built-in.ts';
import { serveHub } from '../drivers/hub.ts';
import { ArmaturePage, psnr } from '../drivers/page.ts';

const LABEL = 'Tiny, to download';
const CHECKPOINTS = 'tests/fixtures/checkpoints';

function dialogOf(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Models' });
}

function card(page: Page, label: string): Locator {
  return dialogOf(page).getByRole('listitem', { name: label, exact: true });
}

async function openModels(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Model: / }).click();
  await expect(dialogOf(page)).toBeVisible();
}

async function closeModels(page: Page): Promise<void> {
  await dialogOf(page).getByRole('button', { name: 'Close' }).click();
  await expect(dialogOf(page)).toBeHidden();
}

async function download(page: Page, label: string): Promise<void> {
  await card(page, label)
    .getByRole('button', { name: `Download ${label}` })
    .click();
  await card(page, label).getByRole('button', { name: 'Download now' }).click();
}

async function downloadAndUse(page: Page): Promise<void> {
  await openModels(page);
  await download(page, LABEL);
  await card(page, LABEL)
    .getByRole('button', { name: `Use ${LABEL}`, exact: true })
    .click({ timeout: 60_000 });
  await expect(card(page, LABEL)).toContainText('In use');
  await closeModels(page);
}

test('a model is downloaded, used, and there again after a reload without the hub', async ({ page }) => {
  const hub = await serveHub(page);
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.ready();
  await openModels(page);
  await expect(card(page, BUILT_IN.label)).toContainText('In use');
  await expect(card(page, LABEL)).toContainText('Not on this device');
  await card(page, LABEL)
    .getByRole('button', { name: `Download ${LABEL}` })
    .click();
  const question = card(page, LABEL).getByRole('group');
  await expect(question).toContainText('MIT');
  await expect(question).toContainText('minutes per picture');
  await question.getByRole('button', { name: 'Download now' }).click();
  await card(page, LABEL)
    .getByRole('button', { name: `Use ${LABEL}`, exact: true })
    .click({ timeout: 60_000 });
  await closeModels(page);

  await expect(page.getByRole('button', { name: `Model: ${LABEL}` })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveValue('a dancer');
  await expect(page.getByRole('spinbutton', { name: 'Steps, exact value' })).toHaveValue('3');
  await armature.useSeed(3);
  await armature.generate();
  const first = await armature.pixelsOf(armature.picture);
  expect([first.width, first.height]).toEqual([64, 64]);

  hub.down = true;
  const asked = hub.requests.length;
  await page.reload();
  await expect(page.getByRole('button', { name: `Model: ${LABEL}` })).toBeVisible();
  await armature.ready();
  await armature.generate();
  expect(psnr(first, await armature.pixelsOf(armature.picture))).toBe(Infinity);
  expect(hub.requests).toHaveLength(asked);
});

test('a download is paused in the middle and goes on where it was', async ({ page }) => {
  const hub = await serveHub(page);
  const armature = new ArmaturePage(page);
  await armature.open();
  await openModels(page);
  // The first request is a look at the file.
  const release = hub.hold('unet/diffusion', 2);
  await download(page, LABEL);
  const bar = card(page, LABEL).getByRole('progressbar');
  await expect(bar).toHaveAttribute('aria-valuetext', /^\d+ KB of \d+ KB/);
  await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(5);
  await card(page, LABEL)
    .getByRole('button', { name: `Pause ${LABEL}` })
    .click();
  await expect(card(page, LABEL)).toContainText('Paused');
  release();
  const before = hub.requests.length;
  await page.reload();
  await openModels(page);
  await expect(card(page, LABEL)).toContainText('Paused');
  await card(page, LABEL)
    .getByRole('button', { name: `Resume ${LABEL}` })
    .click();
  await expect(card(page, LABEL)).toContainText('On this device', { timeout: 60_000 });
  const later = hub.requests.slice(before);
  expect(later.some((path) => path.includes('unet/diffusion'))).toBe(true);
  expect(later.filter((path) => /tokenizer|config\.json|text_encoder\/model/.test(path))).toEqual([]);
});

test('a second tab waits for the first, and goes on when that one is closed', async ({ page, context }) => {
  const hub = await serveHub(page);
  await new ArmaturePage(page).open();
  await openModels(page);
  const release = hub.hold('unet/diffusion', 2);
  await download(page, LABEL);
  const first = card(page, LABEL).getByRole('progressbar');
  await expect.poll(async () => Number(await first.getAttribute('aria-valuenow'))).toBeGreaterThan(5);

  const second = await context.newPage();
  await new ArmaturePage(second).open();
  await openModels(second);
  const asked = hub.requests.length;
  await card(second, LABEL)
    .getByRole('button', { name: `Resume ${LABEL}` })
    .click();
  await expect(card(second, LABEL).getByRole('button', { name: `Pause ${LABEL}` })).toBeVisible();
  await second.waitForTimeout(500);
  expect(hub.requests).toHaveLength(asked);

  await page.close();
  release();
  await expect(card(second, LABEL)).toContainText('On this device', { timeout: 60_000 });
  const later = hub.requests.slice(asked);
  expect(later.filter((path) => /tokenizer|config\.json|text_encoder\/model/.test(path))).toEqual([]);
});

test('a model that a tab draws with is not removed under it', async ({ page, context }) => {
  await serveHub(page);
  const armature = new ArmaturePage(page);
  await armature.open();
  await downloadAndUse(page);
  await armature.ready();
  const second = await context.newPage();
  // This tab draws with the built-in model.
  await second.addInitScript(() => localStorage.removeItem('armature.models.1'));
  await new ArmaturePage(second).open();
  await openModels(second);
  await card(second, LABEL)
    .getByRole('button', { name: `Remove ${LABEL}` })
    .click();
  await card(second, LABEL).getByRole('button', { name: 'Remove it' }).click();
  await expect(card(second, LABEL).getByRole('alert')).toContainText('used in another tab');
  await page.bringToFront();
  await armature.generate();
});

test('what goes wrong is told beside the model, and trying again works', async ({ page }) => {
  const hub = await serveHub(page, {
    files: [
      {
        ...{ path: 'tokenizer/tokenizer.json', source: 'here' },
        ...{ bytes: 10, sha256: '0'.repeat(64) },
      },
    ],
  });
  const armature = new ArmaturePage(page);
  await armature.open();
  await openModels(page);
  await download(page, LABEL);
  const failure = card(page, LABEL).getByRole('alert');
  await expect(failure).toContainText('instead of 10');
  const before = hub.requests.length;
  await failure.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => hub.requests.length).toBeGreaterThan(before);
  await expect(failure).toContainText('instead of 10');
});

test('a model that is removed frees its room, and the built-in one draws again', async ({ page }) => {
  await serveHub(page);
  const armature = new ArmaturePage(page);
  await armature.open();
  await downloadAndUse(page);
  await openModels(page);
  await card(page, LABEL).getByText('Files and where they came from').click();
  await expect(card(page, LABEL)).toContainText('/hub/tiny/model/resolve/abc/unet/config.json');
  await card(page, LABEL)
    .getByRole('button', { name: `Remove ${LABEL}` })
    .click();
  await card(page, LABEL).getByRole('button', { name: 'Remove it' }).click();
  await expect(card(page, LABEL)).toContainText('Not on this device');
  await expect(card(page, BUILT_IN.label)).toContainText('In use');
  const left = await page.evaluate(async () => {
    const models = await (await navigator.storage.getDirectory()).getDirectoryHandle('models');
    const names: string[] = [];
    for await (const name of models.keys()) names.push(name);
    return names;
  });
  expect(left).toEqual([]);
  await closeModels(page);
  await armature.ready();
  await armature.generate();
  expect((await armature.pixelsOf(armature.picture)).width).toBe(SIDE);
});

test('a preset downloads its LoRA, changes settings and picture, and goes back', async ({ page }) => {
  await serveHub(page);
  const armature = new ArmaturePage(page);
  await armature.open();
  await downloadAndUse(page);
  await armature.useSeed(5);
  await armature.generate();
  const plain = await armature.pixelsOf(armature.picture);

  // Choosing what is not here leads to where it is downloaded.
  const speed = page.getByRole('combobox', { name: 'Quality or speed' });
  await speed.selectOption('Fast (test), not downloaded');
  await dialogOf(page).getByRole('button', { name: 'Download what Fast (test) needs' }).click();
  const radio = dialogOf(page).getByRole('radio', { name: /Fast \(test\)/ });
  await expect(radio).toBeEnabled({ timeout: 30_000 });
  await radio.check();
  await expect(card(page, 'Fast LoRA')).toContainText('In use');
  await card(page, 'Fast LoRA').getByText('Files and where they came from').click();
  await expect(card(page, 'Fast LoRA')).toContainText('learnt at download');
  await closeModels(page);
  await expect(page.getByRole('spinbutton', { name: 'Steps, exact value' })).toHaveValue('2');
  await armature.setNumber('Steps, exact value', 3);
  await page.getByRole('combobox', { name: 'Sampler' }).selectOption('Euler');
  await page.getByRole('combobox', { name: 'Schedule' }).selectOption('Normal');
  await armature.setNumber('Guidance, exact value', 5);
  await armature.generate();
  expect(psnr(plain, await armature.pixelsOf(armature.picture)), 'the LoRA counts').toBeLessThan(60);

  await speed.selectOption('Full quality');
  await armature.generate();
  expect(psnr(plain, await armature.pixelsOf(armature.picture))).toBe(Infinity);
});

test('files are dropped on the page, told what they are, and drawn with', async ({ page }) => {
  await serveHub(page);
  const armature = new ArmaturePage(page);
  await armature.open();
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['Buy milk.'], 'notes.txt'));
    return data;
  });
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await expect(page.getByText('Drop to open')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await expect(page.getByText('Drop to open')).toBeHidden();
  await expect(page.getByRole('alert')).toContainText('notes.txt: This is no pose, picture or model');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await openModels(page);

  await dialogOf(page)
    .getByLabel('Model files')
    .setInputFiles([`${CHECKPOINTS}/checkpoint.safetensors`, `${CHECKPOINTS}/lora-kohya.safetensors`]);
  await expect(dialogOf(page).getByText(/A checkpoint with .*UNet/)).toBeVisible({ timeout: 60_000 });
  await dialogOf(page).getByText('One tensor of it is not used').click();
  await expect(dialogOf(page).getByText('somebody.elses')).toBeVisible();
  await expect(dialogOf(page).getByText(/A LoRA that changes \d+ layers/)).toBeVisible({ timeout: 60_000 });
  await card(page, 'checkpoint').getByRole('button', { name: 'Use checkpoint' }).click();
  await dialogOf(page).getByRole('checkbox', { name: 'lora-kohya' }).check();
  await expect(dialogOf(page).getByRole('slider', { name: 'Weight of lora-kohya' })).toHaveValue('1');
  await closeModels(page);
  await armature.generate();
  await expect(armature.picture).toBeVisible();
});

test('the address of the hub is checked, kept, and used', async ({ page }) => {
  await serveHub(page);
  const armature = new ArmaturePage(page);
  await armature.open();
  await openModels(page);
  await dialogOf(page).getByText('Advanced').click();
  const field = dialogOf(page).getByRole('textbox', { name: 'Address of the hub' });
  await field.fill('somewhere');
  await field.press('Enter');
  await expect(dialogOf(page).getByText('https:// or http://')).toBeVisible();
  const mirror = `${new URL(page.url()).origin}/mirror/hub`;
  await field.fill(mirror);
  await field.press('Enter');
  await expect(field).toHaveValue(`${mirror}/`);
  await page.reload();
  await openModels(page);
  const asked = page
    .context()
    .waitForEvent('request', (request) => request.url().startsWith(`${mirror}/tiny/`));
  await download(page, LABEL);
  await asked;
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing to complain about in the dialog, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const hub = await serveHub(page);
    const armature = new ArmaturePage(page);
    await armature.open();
    await armature.ready();
    await downloadAndUse(page);
    await openModels(page);
    hub.hold('lora.safetensors');
    await card(page, 'Fast LoRA').getByRole('button', { name: 'Download Fast LoRA' }).click();
    const check = async (): Promise<void> => {
      const { violations } = await axe(page).include('.dialog').analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
    };
    await check();
    await card(page, 'Fast LoRA').getByRole('button', { name: 'Download now' }).click();
    await expect(card(page, 'Fast LoRA').getByRole('progressbar')).toBeVisible();
    for (const summary of await dialogOf(page).locator('summary').all()) await summary.click();
    await check();
  });
}

test('the keyboard goes through a download, and the dialog fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await serveHub(page);
  const armature = new ArmaturePage(page);
  await armature.open();
  await page.getByRole('button', { name: /^Model: / }).focus();
  await page.keyboard.press('Enter');
  await card(page, LABEL)
    .getByRole('button', { name: `Download ${LABEL}` })
    .focus();
  await page.keyboard.press('Enter');
  await expect(card(page, LABEL).getByRole('button', { name: 'Download now' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(card(page, LABEL)).toContainText('On this device', { timeout: 60_000 });
  expect(await card(page, LABEL).evaluate((element) => element.contains(document.activeElement))).toBe(true);
  const overflow = await dialogOf(page).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
