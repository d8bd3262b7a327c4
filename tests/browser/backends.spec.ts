/* Drawing elsewhere, as the person sees it: back ends are set up, keys kept and forgotten, runs offered and found again. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { type ServiceDouble } from '../doubles/double.ts';
import { startSegmind } from '../doubles/segmind.ts';
import { axe } from '../drivers/axe.ts';
import { ArmaturePage } from '../drivers/page.ts';

const KEY = 'sg-7f3a91c0d2';
const SEGMIND = 'Segmind SD3 pose';
const QUEUED = 'Segmind SD3 pose, queued';

let segmind: ServiceDouble;

test.beforeEach(async () => {
  segmind = await startSegmind({ key: KEY });
});

test.afterEach(() => segmind.close());

async function openBackends(page: Page): Promise<Locator> {
  await page.locator('.backend').first().click();
  await page.getByRole('button', { name: 'Back ends' }).click();
  const dialog = page.getByRole('dialog', { name: 'Back ends' });
  await expect(
    dialog
      .getByRole('heading', { name: 'Where pictures are drawn' })
      .or(dialog.getByRole('group', { name: 'Where pictures are drawn' }))
      .first(),
  ).toBeVisible();
  return dialog;
}

function cardOf(dialog: Locator, label: string): Locator {
  return dialog.getByRole('listitem', { name: label, exact: true });
}

/** Switches a service on and leads it to its double. */
async function lead(dialog: Locator, label: string): Promise<Locator> {
  const card = cardOf(dialog, label);
  await card.getByRole('switch').check();
  await card.getByText('Advanced').click();
  await card.getByRole('textbox', { name: 'Address' }).fill(segmind.origin);
  await card.getByRole('textbox', { name: 'Address' }).press('Enter');
  return card;
}

async function giveKey(card: Locator, keeping = 'For this tab', passphrase?: string): Promise<void> {
  await card.getByLabel('API key').fill(KEY);
  await card.getByRole('combobox', { name: 'Keep it' }).selectOption(keeping);
  if (passphrase !== undefined) await card.getByLabel('Passphrase').fill(passphrase);
  await card.getByRole('button', { name: /^Keep the key/ }).click();
}

/** All that the page keeps as text, and what it shows. */
function traces(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify([localStorage, location.href, document.body.outerHTML]));
}

test('a service is set up, asked for its credits, and its key is held for the tab and forgotten', async ({
  page,
}) => {
  await new ArmaturePage(page).open();
  const dialog = await openBackends(page);
  const card = await lead(dialog, SEGMIND);
  await expect(card.getByText('Not ready: Enter your key.')).toBeVisible();
  await giveKey(card);
  await expect(card.getByText('Held until this tab is closed.')).toBeVisible();
  await expect(card.getByText('Ready.')).toBeVisible();
  await card.getByRole('button', { name: `Check ${SEGMIND}` }).click();
  await expect(card.getByText('4,210.19 credits left')).toBeVisible();
  expect(segmind.creating()).toBe(0);
  expect(await traces(page)).not.toContain(KEY);

  await page.reload();
  const again = cardOf(await openBackends(page), SEGMIND);
  await expect(again.getByText('Ready.')).toBeVisible();
  await again.getByText('Set up').click();
  await again.getByRole('button', { name: 'Forget the key of Segmind' }).click();
  await expect(again.getByLabel('API key')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Forget all keys' })).toBeDisabled();
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(KEY);
});

test('a key under a passphrase is locked in the next tab, and opened by that passphrase alone', async ({
  page,
  context,
}) => {
  await new ArmaturePage(page).open();
  await giveKey(await lead(await openBackends(page), SEGMIND), 'With a passphrase', 'seven brown owls');
  await expect(cardOf(page.getByRole('dialog'), SEGMIND)).toContainText(
    'under your passphrase, and unlocked',
  );

  const other = await context.newPage();
  await new ArmaturePage(other).open();
  const dialog = await openBackends(other);
  const card = cardOf(dialog, SEGMIND);
  await expect(card.getByText('Not ready: Unlock your key with its passphrase.')).toBeVisible();
  await dialog.getByLabel('Passphrase of your keys').fill('eight brown owls');
  await dialog.getByRole('button', { name: 'Unlock' }).click();
  await expect(dialog.getByText('They stay locked.')).toBeVisible();
  await dialog.getByLabel('Passphrase of your keys').fill('seven brown owls');
  await dialog.getByRole('button', { name: 'Unlock' }).click();
  await expect(card.getByText('Ready.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Forget all keys' }).click();
  await expect(dialog.getByText('All keys are forgotten.')).toBeVisible();
});

test('a wrong key and an address that is none are told, and stay to be put right', async ({ page }) => {
  await new ArmaturePage(page).open();
  const dialog = await openBackends(page);
  const card = await lead(dialog, SEGMIND);
  const address = card.getByRole('textbox', { name: 'Address' });
  await address.fill('the moon');
  await address.press('Enter');
  await expect(card.getByText('"the moon" is not the address of a server.')).toBeVisible();
  await expect(address).toHaveValue('the moon');
  await address.fill(segmind.origin);
  await address.press('Enter');
  segmind.fail(401);
  await giveKey(card);
  await card.getByRole('button', { name: `Check ${SEGMIND}` }).click();
  await expect(card.getByText(/Segmind does not know this key/)).toBeVisible();
});

test('the order of back ends is changed by the keyboard', async ({ page }) => {
  await new ArmaturePage(page).open();
  const dialog = await openBackends(page);
  const labels = (): Promise<string[]> => dialog.locator('.entry h4').allTextContents();
  const [first = '', second = ''] = await labels();
  const down = dialog.getByRole('button', { name: `Ask ${first} later` });
  await down.focus();
  await page.keyboard.press('Enter');
  await expect.poll(labels).toEqual([second, first, ...(await labels()).slice(2)]);
  await expect(down).toBeFocused();
});

test('what is sent elsewhere is told beforehand, sent once, and shown with its price', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const dialog = await openBackends(page);
  await giveKey(await lead(dialog, SEGMIND));
  await dialog.getByRole('radio', { name: 'Always elsewhere' }).check();
  await expect(dialog.getByText(/^Every picture is sent to Segmind/)).toBeVisible();
  await page.keyboard.press('Escape');

  const note = page.getByRole('region', { name: 'Where the next picture goes' });
  await expect(note).toContainText('$0.017');
  await armature.setNumber('Steps, exact value', 100);
  await armature.setNumber('Pictures, exact value', 2);
  await expect(note).toContainText('$0.034');
  await note.getByText(/settings? will not count/).click();
  await expect(note.getByText('The service chooses the size.')).toBeVisible();
  await page.getByRole('button', { name: 'Generate at Segmind' }).click();
  await expect(armature.picture).toBeVisible();
  await expect(page.locator('.facts')).toContainText('Segmind');
  await expect(page.locator('.facts')).toContainText(/Left there\s*4,210\.19 credits/);
  expect(segmind.creating()).toBe(1);
});

test('a comparison says what it costs, asks before it pays, and ends where the money does', async ({
  page,
}) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const dialog = await openBackends(page);
  await giveKey(await lead(dialog, SEGMIND));
  await dialog.getByRole('radio', { name: 'Always elsewhere' }).check();
  await dialog.getByRole('textbox', { name: 'Most to spend in a day' }).fill('0.06');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Compare settings' }).click();
  const comparison = page.getByRole('dialog', { name: 'Compare settings' });
  await comparison.getByRole('combobox', { name: 'Rows' }).selectOption('None');
  await comparison.getByRole('textbox', { name: 'Values of the columns' }).fill('2, 4, 6, 8');
  await expect(comparison.getByText('4 pictures × $0.017 at Segmind = $0.068')).toBeVisible();
  await expect(comparison.getByText('What you allow a day is enough for the first 3.')).toBeVisible();
  const start = comparison.getByRole('button', { name: 'Make the pictures' });
  await start.click();
  const question = comparison.getByRole('group', { name: 'Before it is paid for' });
  await expect(question.getByRole('button', { name: 'Not now' })).toBeFocused();
  expect((await axe(page).include('.dialog').analyze()).violations).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(start).toBeFocused();
  expect(segmind.creating()).toBe(0);

  await start.click();
  await question.getByRole('button', { name: 'Pay $0.051' }).click();
  await expect(comparison.getByRole('alert')).toContainText('Its price would pass the budget.');
  await expect(comparison.getByText('3 of 4 pictures')).toBeVisible();
  await expect(comparison.getByText('What you allow a day is enough for none of them.')).toBeVisible();
  await expect(start).toBeDisabled();
  expect(segmind.creating()).toBe(3);
});

test('the settings show what the next back end takes, and keep what is set', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const sampler = page.getByRole('combobox', { name: 'Sampler' });
  await sampler.selectOption({ label: 'Euler CFG++' });
  const dialog = await openBackends(page);
  await giveKey(await lead(dialog, SEGMIND));
  await dialog.getByRole('radio', { name: 'Always elsewhere' }).check();
  await page.keyboard.press('Escape');

  await expect(sampler).toHaveAccessibleDescription(/^Segmind: It has no Euler CFG\+\+/);
  await expect(sampler).toHaveAttribute('aria-invalid', 'true');
  await expect(sampler.locator('optgroup')).toHaveCount(2);
  await expect(sampler.locator('optgroup[label="Not at Segmind"] option')).toHaveText([
    /Euler CFG\+\+/,
    /Euler a.*CFG\+\+/,
  ]);
  await page.getByText('More settings').click();
  await expect(page.getByRole('slider', { name: 'Clip skip' })).toBeDisabled();
  await expect(page.getByText(/^Segmind has no way to take what is greyed out/)).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Pose strength' })).toHaveAttribute('max', '1');

  await page.locator('.backend').first().click();
  await page.getByRole('button', { name: 'Back ends', exact: true }).click();
  await dialog.getByRole('radio', { name: 'Here, and ask me' }).check();
  await page.keyboard.press('Escape');
  await expect(sampler).toHaveValue('euler_cfg_pp');
  await expect(sampler.locator('optgroup')).toHaveCount(0);
  await expect(page.getByRole('slider', { name: 'Clip skip' })).toBeEnabled();
});

test('a run that was sent is found again after a reload, without another one being paid', async ({
  page,
}) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const dialog = await openBackends(page);
  await giveKey(await lead(dialog, QUEUED));
  await dialog.getByRole('radio', { name: 'Always elsewhere' }).check();
  await page.keyboard.press('Escape');
  segmind.fail('endless');
  await page.getByRole('button', { name: 'Generate at Segmind' }).click();
  await expect.poll(() => segmind.calls.filter(({ method }) => method === 'GET').length).toBeGreaterThan(0);

  await page.reload();
  const runs = page.getByRole('region', { name: 'Sent, and not here yet' });
  await expect(runs.getByRole('listitem')).toHaveCount(1);
  await runs.getByRole('button', { name: 'Give up' }).click();
  await expect(runs.getByText(/Segmind may have billed it/)).toBeVisible();
  await runs.getByRole('button', { name: 'Keep it' }).click();
  segmind.fail();
  await runs.getByRole('button', { name: 'Fetch again' }).click();
  await expect(armature.picture).toBeVisible({ timeout: 30_000 });
  await expect(runs).toBeHidden();
  expect(segmind.creating()).toBe(1);
});

test('a new try at a paid service says what it costs', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const dialog = await openBackends(page);
  await giveKey(await lead(dialog, SEGMIND));
  await dialog.getByRole('radio', { name: 'Always elsewhere' }).check();
  await page.keyboard.press('Escape');
  segmind.fail(500, /sd3/);
  await page.getByRole('button', { name: 'Generate at Segmind' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'The service failed' });
  await expect(alert).toContainText('Segmind has a failure of its own');
  await expect(alert.getByRole('button', { name: 'Try again at Segmind ($0.017)' })).toBeVisible();
  await alert.getByRole('button', { name: 'Back ends' }).click();
  await expect(dialog).toBeVisible();
  expect(segmind.creating()).toBe(1);
});

/** Ends the engine as soon as it starts, as a device does that cannot draw. */
async function breakEngine(page: Page): Promise<void> {
  await page.route(/generate\.worker.*\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: 'throw new Error("no engine");' });
  });
}

test('where it cannot be drawn here, the next one is offered with its price, and nothing is sent unasked', async ({
  page,
}) => {
  await breakEngine(page);
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.generateButton.click();
  const offer = page.getByRole('alertdialog', { name: 'Draw it elsewhere?' });
  await expect(offer.getByText('No other machine is set up')).toBeVisible();
  await offer.getByRole('button', { name: 'Set up a back end' }).click();
  const dialog = page.getByRole('dialog', { name: 'Back ends' });
  await giveKey(await lead(dialog, SEGMIND));
  await page.keyboard.press('Escape');

  await armature.generateButton.click();
  await expect(offer.getByText(/^Sent to Segmind: the prompt/)).toBeVisible();
  await offer.getByRole('button', { name: 'Not now' }).click();
  await expect(offer).toBeHidden();
  expect(segmind.creating()).toBe(0);

  await armature.generateButton.click();
  await offer.getByRole('button', { name: 'Send to Segmind ($0.017)' }).click();
  await expect(armature.picture).toBeVisible();
  expect(segmind.creating()).toBe(1);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing to complain about in the back ends, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await breakEngine(page);
    const armature = new ArmaturePage(page);
    await armature.open();
    const dialog = await openBackends(page);
    for (const label of ['A1111 or Forge', 'ComfyUI'])
      await cardOf(dialog, label).getByRole('switch').check();
    await giveKey(await lead(dialog, SEGMIND));
    await cardOf(dialog, 'ModelsLab, prompt only').getByText('What it can do').click();
    expect((await axe(page).include('.dialog').analyze()).violations).toEqual([]);
    await page.keyboard.press('Escape');
    await armature.generateButton.click();
    await expect(page.getByRole('alertdialog').getByRole('radio')).toHaveCount(1);
    expect((await axe(page).include('.dialog').analyze()).violations).toEqual([]);
  });
}
