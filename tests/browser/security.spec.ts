/* The page under its policy: whom it asks, what it refuses, and that nothing it is given becomes markup. */
import { expect, type Page, test } from '@playwright/test';
import { blankImage } from '../../core/image/index.ts';
import { encodePng } from '../../core/png/index.ts';
import { A1111_CONTROLNETS, startA1111 } from '../doubles/a1111.ts';
import { openElsewhere } from '../drivers/elsewhere.ts';
import { ArmaturePage } from '../drivers/page.ts';

const MARKUP = '<img src=x onerror="globalThis.becameMarkup=1">';

/** Nothing of the hostile text became an element, and none of its code ran. */
async function expectNoMarkup(page: Page): Promise<void> {
  const found = await page.evaluate(() => [
    document.querySelectorAll('img[src="x"], [onerror]').length,
    'becameMarkup' in globalThis,
  ]);
  expect(found).toEqual([0, false]);
}

function jsonFile(name: string, content: unknown) {
  return { name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(content)) };
}

test('a first visit and a picture ask nobody but the page’s own host, and the prompt is text', async ({
  page,
  context,
  baseURL,
}) => {
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  page.on('websocket', (socket) => asked.push(socket.url()));
  const armature = new ArmaturePage(page);
  await armature.open();
  await armature.ready();
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(MARKUP);
  await armature.generate();
  await expect(page.getByRole('img', { name: `Generated picture: ${MARKUP}` })).toBeVisible();
  await expectNoMarkup(page);
  expect(asked.length).toBeGreaterThan(10);
  const own = new URL(baseURL!).origin;
  // A blob's address has the origin of the page that made it.
  expect(asked.filter((url) => !url.startsWith('data:') && new URL(url).origin !== own)).toEqual([]);
});

test('every dialog and menu works under the policy', async ({ page }) => {
  const armature = new ArmaturePage(page);
  await armature.open();
  const openers = [
    page.getByRole('button', { name: 'Poses', exact: true }),
    page.getByRole('button', { name: /^Model: / }),
    page.getByRole('button', { name: /^Detect a pose/ }).first(),
    page.getByRole('button', { name: 'Compare settings' }),
    page.getByRole('button', { name: 'Export the pose' }),
    page.getByRole('button', { name: '3D', exact: true }),
  ];
  for (const opener of openers) {
    await opener.click();
    const dialog = page.getByRole('dialog').first();
    await expect(dialog).toBeVisible();
    await expect(dialog.locator('.part-wait')).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await page.locator('.backend').first().click();
  await page.getByRole('button', { name: 'Back ends' }).click();
  await expect(page.getByRole('dialog', { name: 'Back ends' })).toBeVisible();
});

test('text does not become markup, code or a script’s address', async ({ page }) => {
  // No driver: what is refused here is what it would complain of.
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Generate', exact: true })).toBeVisible();
  const refused = await page.evaluate(async (markup) => {
    // What a debugger evaluates may use eval, until it returns.
    await new Promise((later) => setTimeout(later));
    const tries: Readonly<Record<string, () => unknown>> = {
      insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', markup),
      innerHTML: () => (document.createElement('div').innerHTML = markup),
      'document.write': () => Document.prototype.write.call(document, markup),
      DOMParser: () => new DOMParser().parseFromString(markup, 'text/html'),
      eval: () => (0, eval)('1') as unknown,
      'Function constructor': () => new Function('return 1'),
      'script text': () => (document.createElement('script').text = '1'),
      'script elsewhere': () => (document.createElement('script').src = 'https://example.org/x.js'),
      'script outside the folder': () => (document.createElement('script').src = 'blob:x'),
      'worker elsewhere': () => new Worker('https://example.org/x.js'),
      'worker of text': () => new Worker('data:text/javascript,1'),
      'worker of a blob': () => new Worker(URL.createObjectURL(new Blob(['1']))),
    };
    return Object.entries(tries).map(([name, attempt]) => {
      try {
        attempt();
        return `${name}: allowed`;
      } catch (error) {
        return `${name}: ${error instanceof Error ? error.name : String(error)}`;
      }
    });
  }, MARKUP);
  expect(refused.filter((line) => !/: (?:TypeError|EvalError)$/.test(line))).toEqual([]);
  expect(refused).toHaveLength(12);
  await expectNoMarkup(page);
});

test('inline scripts, handlers and styles of a document that was tampered with do nothing', async ({
  page,
}) => {
  await page.route('/', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(
      '<div id="root">',
      `<script>globalThis.becameMarkup=1</script><b id="styled" style="color: rgb(1, 2, 3)">b</b>${MARKUP}<div id="root">`,
    );
    await route.fulfill({ response, body });
  });
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Generate', exact: true })).toBeVisible();
  expect(await page.evaluate(() => 'becameMarkup' in globalThis)).toBe(false);
  await expect(page.locator('#styled')).not.toHaveCSS('color', 'rgb(1, 2, 3)');
});

test('names of files, and what JSON and PNG files hold, are text', async ({ page }) => {
  await new ArmaturePage(page).open();
  const input = page.getByLabel('Pose files');
  const alert = page.getByRole('alert');

  await input.setInputFiles({ name: MARKUP, mimeType: 'image/png', buffer: Buffer.from('Buy milk.') });
  await expect(alert).toContainText(`${MARKUP}: This is no pose`);
  await expectNoMarkup(page);

  await input.setInputFiles(
    jsonFile('x.json', { people: [{ [MARKUP]: MARKUP, pose_keypoints_2d: MARKUP }] }),
  );
  await expect(alert).toContainText('x.json: ');
  await expectNoMarkup(page);

  const picture = blankImage(8, 8);
  const texts = { armature: JSON.stringify({ pose: { people: MARKUP } }), parameters: MARKUP };
  const png = { name: 'x.png', mimeType: 'image/png', buffer: Buffer.from(encodePng(picture, texts)) };
  await input.setInputFiles(png);
  await expect(alert.or(page.getByRole('dialog'))).toContainText('x.png');
  await expectNoMarkup(page);
});

test('the name of a pose that came in a collection is text', async ({ page }) => {
  await new ArmaturePage(page).open();
  await page.getByRole('button', { name: 'Poses', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Poses' });
  await dialog.getByRole('button', { name: /^Yours/ }).click();
  await dialog.getByRole('button', { name: 'Save this pose' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(MARKUP);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByRole('button', { name: MARKUP, exact: true })).toBeVisible();
  await dialog
    .locator('input[type=file]')
    .first()
    .setInputFiles(jsonFile(MARKUP, { [MARKUP]: 1 }));
  await expect(dialog.getByText(`"${MARKUP}"`)).toBeVisible();
  await expectNoMarkup(page);
});

test('the words of a service are text', async ({ page, baseURL }) => {
  const double = await startA1111({ origins: [baseURL!] });
  const armature = await openElsewhere(page, 'a1111', double, { controlNet: A1111_CONTROLNETS[1]! });
  await page.route(`${double.origin}/sdapi/v1/txt2img`, (route) =>
    route.fulfill({
      status: 500,
      headers: { 'Access-Control-Allow-Origin': baseURL! },
      json: { error: MARKUP, detail: MARKUP, body: '', errors: MARKUP },
    }),
  );
  await page.getByRole('button', { name: 'Generate at A1111 or Forge' }).click();
  await expect(page.getByRole('alert').filter({ hasText: MARKUP })).toBeVisible();
  await expectNoMarkup(page);
  await expect(armature.picture).toBeHidden();
  await double.close();
});

test.describe('with its service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the page is kept and opened again under the policy', async ({ page }) => {
    const armature = new ArmaturePage(page);
    await armature.open();
    await armature.ready();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await armature.ready();
    expect(
      await page.evaluate(() => [crossOriginIsolated, navigator.serviceWorker.controller !== null]),
    ).toEqual([true, true]);
  });
});
