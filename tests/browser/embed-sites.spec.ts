/* The page inside all kinds of other sites, and every page of docs/embedding.md. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { decodePng } from '../../core/png/index.ts';
import {
  armatureIn,
  documentedPages,
  embeddingPage,
  frameIn,
  type HostSite,
  type HostWindow,
  libraryPose,
  noseOf,
  pageFor,
  STANDING,
  startHostSite,
} from '../drivers/host-page.ts';
import { SIDE } from '../drivers/built-in.ts';
import { ArmaturePage } from '../drivers/page.ts';
import { watchPolicy } from '../drivers/policy-watch.ts';
import { startShellHost } from '../drivers/shell-host.ts';

declare const window: HostWindow & typeof globalThis;

const ARABESQUE = libraryPose('arabesque');

let site: HostSite;
let armature = '';
test.beforeEach(async ({ page, baseURL }) => {
  site = await startHostSite();
  armature = `${baseURL}/`;
  watchPolicy(page.context());
});
test.afterEach(() => site.close());

async function embed(page: Page, options?: string): Promise<void> {
  await page.goto(site.put(embeddingPage(armature, options)));
  await expect(page).toHaveTitle('Ready', { timeout: 60_000 });
}

test.describe('by its module', () => {
  test('makes pictures under the name that the host gives them, with progress', async ({ page }) => {
    await embed(page, `{ panels: ['editor', 'picture', 'prompt'], pose: 'arabesque' }`);
    const result = await page.evaluate(async () => {
      const parameters = { prompt: 'a woman in a red shirt', steps: 3, seed: 42 };
      const { images, ...rest } = await window.armature.generate({ trackId: 'order-17', parameters });
      const bytes = await Promise.all(
        images.map(async (image) => [...new Uint8Array(await image.arrayBuffer())]),
      );
      return { ...rest, types: images.map(({ type }) => type), bytes };
    });
    expect(result).toMatchObject({
      trackId: 'order-17',
      seed: 42,
      parameters: { prompt: 'a woman in a red shirt', steps: 3, seed: 42, width: SIDE, height: SIDE },
      pose: { canvas_width: 512 },
      drawnBy: 'wasm',
      types: ['image/png'],
    });
    expect(noseOf(result.pose ?? STANDING)).toEqual(noseOf(ARABESQUE));
    expect(decodePng(Uint8Array.from(result.bytes[0] ?? []))).toMatchObject({ width: SIDE, height: SIDE });
    // The person sees the same.
    await expect(
      armatureIn(page).getByRole('img', { name: 'Generated picture: a woman in a red shirt' }),
    ).toBeVisible();

    const events = await page.evaluate(() =>
      window.events.map(({ name, trackId, stage, step }) => ({ name, trackId, stage, step })),
    );
    const progress = events.filter(({ name }) => name === 'progress');
    expect(new Set(progress.map(({ trackId }) => trackId))).toEqual(new Set(['order-17']));
    const drawing = progress.filter(({ stage, step }) => stage === 'denoising' && step !== undefined);
    expect(drawing.map(({ step }) => step)).toEqual([1, 2, 3]);
    expect(events.filter(({ name }) => name === 'result')).toEqual([
      { name: 'result', trackId: 'order-17', stage: undefined, step: undefined },
    ]);
  });

  test('tells of the pictures that the person makes, and stops when it is asked to', async ({ page }) => {
    await embed(page, `{ parameters: { steps: 2 } }`);
    await armatureIn(page).getByRole('button', { name: 'Generate', exact: true }).click();
    const lastOf = (name: string) =>
      page.evaluate((wanted) => {
        const { trackId, failure } = window.events.filter((event) => event['name'] === wanted).at(-1) ?? {};
        return { trackId, failure };
      }, name);
    await expect
      .poll(() => page.evaluate(() => window.events.filter(({ name }) => name === 'result').length), {
        timeout: 120_000,
      })
      .toBe(1);
    expect(await lastOf('result')).toEqual({});

    const stopped = await page.evaluate(async () => {
      const run = window.armature
        .generate({ trackId: 'long', parameters: { steps: 100 } })
        .catch((error: unknown) => (error as Error & { code: string }).code);
      await new Promise<void>((begun) => {
        const stop = window.armature.on('progress', ({ step }) => {
          if (step === undefined) return;
          stop();
          begun();
        });
      });
      const second = await window.armature.generate().catch((error: unknown) => (error as Error).message);
      await window.armature.cancel();
      return [await run, second];
    });
    expect(stopped).toEqual(['cancelled', 'A picture is being made already.']);
    expect(await lastOf('failure')).toMatchObject({ trackId: 'long', failure: { code: 'cancelled' } });
  });

  test('looks as it is told, and sets no more than the device to draw', async ({ page }) => {
    await embed(page, `{ theme: 'dark', panels: ['header', 'editor'], backends: ['wasm'] }`);
    const inside = armatureIn(page);
    const root = inside.locator('html');
    await expect(root).toHaveAttribute('data-theme', 'dark');
    await expect(inside.getByRole('button', { name: 'Generate', exact: true })).toBeHidden();
    await inside.locator('.backend').click();
    await expect(inside.getByRole('radio')).toHaveCount(1);
    await expect(inside.getByRole('radio', { name: 'CPU (WASM)' })).toBeChecked();
    await expect(inside.getByRole('button', { name: 'Back ends' })).toHaveCount(0);

    await page.evaluate(() => window.armature.setTheme('light'));
    await expect(root).toHaveAttribute('data-theme', 'light');
    await page.evaluate(() => window.armature.setPanels(['prompt', 'picture']));
    await expect(inside.getByRole('button', { name: 'Generate', exact: true })).toBeVisible();
    await expect(inside.getByRole('region', { name: 'Pose', exact: true })).toBeHidden();
  });

  test('offers the back ends elsewhere that the host allows, and no others', async ({ page }) => {
    await embed(page, `{ backends: ['webgpu', 'wasm', 'a1111'] }`);
    const inside = armatureIn(page);
    await inside.locator('.backend').click();
    await inside.getByRole('button', { name: 'Back ends' }).click();
    const dialog = inside.getByRole('dialog', { name: 'Back ends' });
    await expect(dialog.getByRole('heading', { name: /A1111/ })).toBeVisible();
    await expect(dialog.getByRole('heading', { name: /Segmind|ModelsLab|ComfyUI/ })).toHaveCount(0);
  });

  test('has its threads in a page of another site that is not isolated', async ({ page }) => {
    await embed(page);
    expect(new URL(site.origin).hostname).not.toBe(new URL(armature).hostname);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    const frame = await frameIn(page);
    expect(await frame.evaluate(() => crossOriginIsolated && typeof SharedArrayBuffer === 'function')).toBe(
      true,
    );
  });

  test('works in an isolated page, with threads', async ({ page }) => {
    const headers = {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    };
    await page.goto(site.put(embeddingPage(armature), headers));
    await expect(page).toHaveTitle('Ready', { timeout: 60_000 });
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const frame = await frameIn(page);
    expect(await frame.evaluate(() => crossOriginIsolated && typeof SharedArrayBuffer === 'function')).toBe(
      true,
    );
  });

  test('works under a strict policy of the host', async ({ page }) => {
    const script = embeddingPage(armature).replace(
      '<script type="module">',
      '<script type="module" nonce="n">',
    );
    const policy =
      `default-src 'none'; script-src 'nonce-n' ${armature}; frame-src ${armature}; ` +
      `style-src-attr 'unsafe-inline'; img-src data:; require-trusted-types-for 'script'`;
    await page.goto(site.put(script, { 'Content-Security-Policy': policy }));
    await expect(page).toHaveTitle('Ready', { timeout: 60_000 });
  });

  test('says why where there is no Armature, and leaves nothing', async ({ page }) => {
    const options = `{ src: '${site.put('<p>Not Armature.</p>')}', timeout: 1500 }`;
    await page.goto(site.put(embeddingPage(armature, options)));
    await expect(page).toHaveTitle(
      `network: No Armature answers at ${site.origin}, or it may not be framed here.`,
    );
    await expect(page.locator('iframe')).toHaveCount(0);
  });

  test('begins anew where the person loads the frame anew, and is gone when it is taken away', async ({
    page,
  }) => {
    await embed(page, `{ pose: 'arabesque' }`);
    const frame = await frameIn(page);
    await page.evaluate(() => window.armature.setPose('sitting'));
    await frame.evaluate(() => location.reload());
    await expect
      .poll(() => page.evaluate(() => window.armature.getPose().catch(() => undefined)), { timeout: 60_000 })
      .toEqual(ARABESQUE);
    const after = await page.evaluate(async () => {
      window.armature.destroy();
      return window.armature.getPose().catch((error: unknown) => (error as Error & { code: string }).code);
    });
    expect(after).toBe('cancelled');
    await expect(page.locator('iframe')).toHaveCount(0);
  });
});

test.describe('two of them, and the person’s own', () => {
  /** The same site as the page, so that the browser does not part what is stored. */
  let near: HostSite;
  test.beforeEach(async () => (near = await startHostSite('localhost')));
  test.afterEach(() => near.close());

  test('do not touch each other, nor what the person made by themselves', async ({ page }) => {
    const own = new ArmaturePage(page);
    await own.open();
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('my own prompt');
    await own.joint(1, 'neck').focus();
    await page.keyboard.press('Shift+ArrowRight');
    const mine = await own.jointAt(1, 'neck');
    const stored = (): Promise<Record<string, string>> =>
      page.evaluate(() => Object.fromEntries(Object.entries<string>(localStorage)));
    await expect.poll(async () => (await stored())['armature.pose.2']).toBeDefined();
    const before = await stored();

    const two = `<div id="a" style="height: 400px"></div><div id="b" style="height: 400px"></div>
      <script type="module">
        import { createArmature } from '${armature}embed/armature.js';
        const options = { panels: ['editor'] };
        window.a = await createArmature(document.getElementById('a'), options);
        window.b = await createArmature(document.getElementById('b'), { ...options, memory: 'b' });
        await a.setPose('arabesque');
        await b.setPose('sitting');
        await a.setParameters({ prompt: 'of a' });
        const told = [await a.getPose(), await b.getPose(), await b.getParameters()];
        document.title = JSON.stringify([told[0].people, told[1].people].map(([{ pose_keypoints_2d: p }]) => p[0]))
          + told[2].prompt.includes('of a');
      </script>`;
    await page.goto(near.put(two));
    const sitting = libraryPose('sitting');
    const noses = [noseOf(ARABESQUE)[0], noseOf(sitting)[0]];
    await expect(page).toHaveTitle(`${JSON.stringify(noses)}false`, { timeout: 60_000 });
    const frame = await frameIn(page, '#b');
    await expect
      .poll(() => frame.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('embed.b/'))))
      .toContain('armature.embed.b/armature.pose.2');

    await page.goto(armature);
    expect(await own.jointAt(1, 'neck')).toEqual(mine);
    expect(await stored()).toMatchObject(before);
    await page.evaluate(() => localStorage.clear());
  });

  test('remember under their name', async ({ page }) => {
    const address = near.put(embeddingPage(armature, `{ panels: ['editor'], memory: 'kept' }`));
    await page.goto(address);
    await expect(page).toHaveTitle('Ready', { timeout: 60_000 });
    await page.evaluate(() => window.armature.setPose('arabesque'));
    await page.goto(address);
    await expect(page).toHaveTitle('Ready', { timeout: 60_000 });
    expect(await page.evaluate(() => window.armature.getPose())).toEqual(ARABESQUE);
  });
});

test.describe('who may embed it', () => {
  const RULE = '<meta name="armature-frame-ancestors" content="https://shop.example" />';

  test('is kept to by the page itself, on hosts without headers', async ({ page }) => {
    const bare = await startShellHost('bare');
    const index = readFileSync('dist/index.html', 'utf8').replace('<head>', `<head>${RULE}`);
    bare.changes.set('/index.html', { body: index });
    await page.goto(site.put(`<iframe src="${bare.url}" width="900" height="600"></iframe>`));
    await expect(page.frameLocator('iframe').getByRole('alert')).toHaveText(
      `This Armature is not to be embedded by ${site.origin}. Open it in a tab of its own.`,
    );
    await expect(page.frameLocator('iframe').getByRole('button')).toHaveCount(0);
    await bare.close();
  });

  test('may call what it is offered, and nothing beside', async ({ page }) => {
    const raw = `<div id="a"><iframe src="${armature}?panels=editor" width="900" height="600"></iframe></div>
      <script>
        const frame = document.querySelector('iframe');
        frame.addEventListener('load', () => {
          const { port1: port, port2 } = new MessageChannel();
          const namespace = 'penpal';
          window.answers = [];
          port.onmessage = ({ data }) => {
            if (data.type === 'SYN') port.postMessage({ namespace, type: 'SYN', participantId: '' });
            if (data.type === 'ACK1') {
              port.postMessage({ namespace, type: 'ACK2' });
              const paths = [['constructor'], ['__proto__', 'constructor'], ['toString'], ['getPose', 'call'], ['eval'], []];
              paths.forEach((methodPath, id) => port.postMessage({ namespace, type: 'CALL', id, methodPath, args: ['1'] }));
              port.postMessage({ namespace, type: 'CALL', id: 'last', methodPath: ['setTheme'], args: [{ toString: 1 }] });
            }
            if (data.type === 'REPLY') {
              answers.push([data.callId, data.isError === true, data.value?.failure?.code]);
              if (data.callId === 'last') document.title = JSON.stringify(answers);
            }
          };
          frame.contentWindow.postMessage({ type: 'armature:connect', version: 1 }, '${armature}', [port2]);
        });
      </script>`;
    await page.goto(site.put(raw));
    const refused = [0, 1, 2, 3, 4, 5].map((id) => [id, true, null]);
    await expect(page).toHaveTitle(JSON.stringify([...refused, ['last', false, 'bad-request']]), {
      timeout: 60_000,
    });
  });
});

test('an address that asks for what there is not shows the rest, and says so', async ({ page }) => {
  const query = `panels=editor&steps=1000&theme=pink&pose=nobody&prompt=${encodeURIComponent('<img src=x>')}`;
  await page.goto(site.put(`<iframe src="${armature}?${query}" width="900" height="600"></iframe>`));
  const inside = page.frameLocator('iframe');
  const alert = inside.getByRole('alert');
  for (const words of ['steps in the address', 'theme in the address', 'no pose "nobody"'])
    await expect(alert).toContainText(words, { timeout: 60_000 });
  await expect(inside.getByRole('button', { name: /^Person 1, neck,/ })).toBeVisible();
});

test.describe('docs/embedding.md', () => {
  async function open(page: Page, heading: string): Promise<void> {
    const documented = (await documentedPages()).get(heading);
    if (documented === undefined) throw new Error(`docs/embedding.md has no page under "${heading}".`);
    await page.goto(site.put(pageFor(documented, armature)));
    await expect(page.frameLocator('iframe').getByRole('button').first()).toBeVisible({ timeout: 60_000 });
  }

  test('has these pages', async () => {
    expect([...(await documentedPages()).keys()]).toEqual([
      'Three lines',
      'A pose editor',
      'Pictures',
      'A pose from a photograph',
      'By address alone',
    ]);
  });

  test('embeds in three lines', async ({ page }) => {
    await open(page, 'Three lines');
    await expect(armatureIn(page, '#armature').getByRole('heading', { name: 'Armature' })).toBeVisible();
  });

  test('saves a pose', async ({ page }) => {
    await open(page, 'A pose editor');
    const inside = armatureIn(page, '#armature');
    await expect(inside.locator('html')).toHaveAttribute('data-theme', 'dark');
    const sitting = libraryPose('sitting');
    await expect(async () => {
      await page.locator('#save').click();
      expect(JSON.parse(await page.locator('#saved').innerText())).toEqual(sitting);
    }).toPass();
  });

  test('makes a picture', async ({ page }) => {
    await open(page, 'Pictures');
    await expect(page.locator('#status')).toHaveText('Done with seed 42.', { timeout: 120_000 });
    expect(await page.locator('#picture').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(
      SIDE,
    );
  });

  test('finds a pose in a photograph', async ({ page }) => {
    await open(page, 'A pose from a photograph');
    await expect(async () => {
      await page.locator('#photo').setInputFiles('tests/fixtures/keypoints/page-00.png');
      await expect(page.locator('#found')).toHaveText('1 found.', { timeout: 20_000 });
    }).toPass();
  });

  test('embeds by address alone', async ({ page }) => {
    await open(page, 'By address alone');
    const inside = page.frameLocator('iframe');
    await expect(inside.locator('html')).toHaveAttribute('data-theme', 'light');
    await expect(inside.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveValue('a robot');
    await expect(inside.getByRole('banner')).toHaveCount(0);
  });
});
