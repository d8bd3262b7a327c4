/* Pictures that the safety checker flags: blurred until they are asked for, and for good where a host requires it. */
import { expect, type FrameLocator, type Locator, type Page, test } from '@playwright/test';
import { type RgbaImage, veil } from '../../core/image/index.ts';
import { decodePng, type PngPixels } from '../../core/png/index.ts';
import { axe } from '../drivers/axe.ts';
import { CHECKER, hostedChecker } from '../drivers/checker-fixture.ts';
import { armatureIn, embeddingPage, type HostWindow, startHostSite } from '../drivers/host-page.ts';
import { serveHub } from '../drivers/hub.ts';
import { ArmaturePage } from '../drivers/page.ts';
import { watchPolicy } from '../drivers/policy-watch.ts';

declare const window: HostWindow & typeof globalThis;

const MODEL = 'Tiny, to download';
const SEED = 3;

type Place = Page | FrameLocator;

function card(place: Place, label: string): Locator {
  return place.getByRole('dialog', { name: 'Models' }).getByRole('listitem', { name: label, exact: true });
}

async function openModels(place: Place): Promise<void> {
  await place.getByRole('button', { name: /^Model: / }).click();
}

async function closeModels(place: Place): Promise<void> {
  await place.getByRole('dialog', { name: 'Models' }).getByRole('button', { name: 'Close' }).click();
}

/** Downloads the model, with the checker or without, and draws with it from then on. */
async function useModel(place: Place, { checker }: { readonly checker: boolean }): Promise<void> {
  await openModels(place);
  await card(place, MODEL)
    .getByRole('button', { name: `Download ${MODEL}` })
    .click();
  const offer = place.getByRole('checkbox', { name: /^Also download the safety checker/ });
  await offer.setChecked(checker);
  await card(place, MODEL).getByRole('button', { name: 'Download now' }).click();
  const use = card(place, MODEL).getByRole('button', { name: `Use ${MODEL}`, exact: true });
  if (checker) {
    await expect(card(place, CHECKER)).toContainText('On this device', { timeout: 60_000 });
  }
  await use.click({ timeout: 60_000 });
  await expect(card(place, MODEL)).toContainText('In use');
  await closeModels(place);
}

async function open(page: Page, verdict: 'flags' | 'passes'): Promise<ArmaturePage> {
  await serveHub(page, {}, await hostedChecker(verdict));
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.ready();
  return armature;
}

function explanation(place: Place): Locator {
  return place.getByRole('group', { name: 'Hidden by the safety checker' });
}

/** What a PNG shows, as the engine had it. */
function imageOf({ width, height, data }: PngPixels): RgbaImage {
  return { width, height, data: new Uint8ClampedArray(data) };
}

test('a flagged picture is blurred until it is asked for, here and in the gallery', async ({ page }) => {
  const armature = await open(page, 'flags');
  await useModel(page, { checker: true });
  await armature.useSeed(SEED);
  await armature.generateButton.click();
  await expect(explanation(page)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Flagged')).toBeVisible();
  const saving = page.getByRole('button', { name: 'Save PNG' });
  await expect(saving).toBeHidden();
  await expect(armature.picture).toHaveAccessibleName(/\(blurred\)$/);
  const blurred = imageOf(await armature.pixelsOf(armature.picture));

  await explanation(page).getByRole('button', { name: 'Show anyway' }).click();
  await expect(explanation(page)).toBeHidden();
  await expect(saving).toBeVisible();
  const shown = imageOf(await armature.pixelsOf(armature.picture));
  expect(veil(shown).data).toEqual(blurred.data);
  expect(shown.data).not.toEqual(blurred.data);
  await page.getByRole('button', { name: 'Hide it' }).click();
  await expect(explanation(page)).toBeVisible();

  // A reload brings the picture back as it is kept: hidden.
  await page.reload();
  await expect(explanation(page)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('group', { name: 'Last pictures' }).getByRole('button').first().click();
  const gallery = page.getByRole('dialog', { name: 'Gallery' });
  const large = gallery.locator('.zoom-box img');
  await expect(explanation(page).last()).toBeVisible();
  const before = await large.getAttribute('src');
  await expect(gallery.getByRole('button', { name: 'Save PNG' })).toBeHidden();
  await gallery.getByRole('button', { name: 'Show anyway' }).click();
  await expect(gallery.getByRole('button', { name: 'Save PNG' })).toBeVisible();
  expect(await large.getAttribute('src')).not.toBe(before);
});

test('a picture that passes is shown and says so, and the switch ends the check', async ({ page }) => {
  const armature = await open(page, 'passes');
  await useModel(page, { checker: true });
  await armature.generate();
  await expect(page.getByText('Passed')).toBeVisible();
  await openModels(page);
  await page.getByRole('switch', { name: 'Check every finished picture' }).uncheck();
  await closeModels(page);
  await armature.generate();
  await expect(page.getByText('Passed')).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing to complain about around hidden pictures, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const armature = await open(page, 'flags');
    await useModel(page, { checker: true });
    await armature.generateButton.click();
    await expect(explanation(page)).toBeVisible({ timeout: 60_000 });
    expect((await axe(page).analyze()).violations).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await explanation(page).scrollIntoViewIfNeeded();
    const box = await explanation(page).boundingBox();
    const frame = await page.locator('.picture').boundingBox();
    expect(box!.y).toBeGreaterThanOrEqual(frame!.y);
    expect(box!.y + box!.height).toBeLessThanOrEqual(frame!.y + frame!.height);
    await openModels(page);
    await expect(card(page, CHECKER)).toBeVisible();
    expect((await axe(page).analyze()).violations).toEqual([]);
  });
}

test('a host that requires the check gets no pixels that have not passed', async ({ page, baseURL }) => {
  // It draws three pictures in two pages.
  test.slow();
  watchPolicy(page.context());
  // Another origin of the same site: browsers may keep nothing for frames of other sites, so that no model can be downloaded.
  const site = await startHostSite('localhost');
  try {
    await serveHub(page, {}, await hostedChecker('flags'));
    const options = "{ panels: ['header', 'editor', 'picture', 'prompt'], safety: 'required' }";
    await page.goto(site.put(embeddingPage(`${baseURL}/`, options)));
    await expect(page).toHaveTitle('Ready', { timeout: 60_000 });
    const frame = armatureIn(page);
    await useModel(frame, { checker: false });
    const draw = (): Promise<{ safety: readonly string[] | undefined; png: number[] }> =>
      page.evaluate(async (seed) => {
        const { images, safety } = await window.armature.generate({ parameters: { seed } });
        return { safety, png: [...new Uint8Array(await images[0]!.arrayBuffer())] };
      }, SEED);

    const unchecked = await draw();
    expect(unchecked.safety).toEqual(['unchecked']);
    const why = frame.getByRole('group', { name: 'Hidden, because it was not checked' });
    await expect(why).toContainText('There is no safety checker on this device.');
    await why.getByRole('button', { name: /^Download it/ }).click();
    await expect(why).toContainText('The checker is here now.', { timeout: 60_000 });

    const flagged = await draw();
    expect(flagged.safety).toEqual(['flagged']);
    await expect(explanation(frame)).toContainText('The page around');
    await expect(frame.getByRole('button', { name: 'Show anyway' })).toBeHidden();
    const [one, other] = [unchecked, flagged].map(({ png }) => imageOf(decodePng(Uint8Array.from(png))));
    expect(other!.data).toEqual(one!.data);
    expect(veil(await whole(page)).data).toEqual(one!.data);
    const previews = await page.evaluate(() => window.events.filter((event) => 'preview' in event).length);
    expect(previews).toBe(0);
    await openModels(frame);
    await expect(frame.getByRole('switch', { name: /^Check every/ })).toBeHidden();
  } finally {
    await site.close();
  }
});

/** The same picture as a page by itself makes it, with the models that the frame has stored and the check turned off. */
async function whole(beside: Page): Promise<RgbaImage> {
  const armature = new ArmaturePage(await beside.context().newPage());
  await armature.open();
  await armature.ready();
  await openModels(armature.page);
  await card(armature.page, MODEL)
    .getByRole('button', { name: `Use ${MODEL}`, exact: true })
    .click();
  await armature.page.getByRole('switch', { name: 'Check every finished picture' }).uncheck();
  await closeModels(armature.page);
  await armature.useSeed(SEED);
  await armature.generate();
  return imageOf(await armature.pixelsOf(armature.picture));
}
