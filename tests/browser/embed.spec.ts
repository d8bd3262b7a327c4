/* The page inside pages of other sites: poses come and go, hostile pages get nothing, and older hosts have their editor. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import type { OpenPose } from '../../app/embed/sdk/api.ts';
import { axe } from '../drivers/axe.ts';
import {
  armatureIn,
  embeddingPage,
  type HostSite,
  type HostWindow,
  libraryPose,
  noseOf,
  STANDING,
  startHostSite,
} from '../drivers/host-page.ts';
import { watchPolicy } from '../drivers/policy-watch.ts';

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
  test('gives and takes poses, and tells of those that the person makes', async ({ page }) => {
    await embed(page);
    expect(await page.evaluate(() => window.armature.getPose())).toEqual(STANDING);
    const neck = armatureIn(page).getByRole('button', { name: /^Person 1, neck,/ });
    await page.evaluate((pose) => window.armature.setPose(pose), { ...ARABESQUE });
    expect(await page.evaluate(() => window.armature.getPose())).toEqual(ARABESQUE);
    // As text, in another form: a bare list of points.
    await page.evaluate(() => window.armature.setPose(JSON.stringify(Array(18).fill([100, 200]))));
    await expect(neck).toHaveAccessibleName(/at 100, 200$/);

    await neck.focus();
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(() => page.evaluate(() => window.events.filter(({ name }) => name === 'pose').at(-1)))
      .toMatchObject({ people: [{ pose_keypoints_2d: expect.arrayContaining([101]) as unknown }] });

    await armatureIn(page).getByRole('button', { name: 'Undo' }).click();
    await armatureIn(page).getByRole('button', { name: 'Undo' }).click();
    expect(await page.evaluate(() => window.armature.getPose())).toEqual(ARABESQUE);
  });

  test('refuses what it cannot use, and leaves everything as it was', async ({ page }) => {
    await embed(page);
    const refused = await page.evaluate(async () => {
      const tries: Readonly<Record<string, () => Promise<unknown>>> = {
        'no JSON': () => window.armature.setPose('{"people": ['),
        'no pose': () => window.armature.setPose({ people: [{ pose_keypoints_2d: ['x'] }] } as never),
        'no library pose': () => window.armature.setPose('<img-src=x>'),
        'a name': () => window.armature.setPose('nobody'),
        'too much': () => window.armature.setParameters({ steps: 1000, prompt: 'not taken' }),
        unknown: () => window.armature.setParameters({ colour: 'red' } as never),
        'a contradiction': () => window.armature.setParameters({ controlStart: 0.8, controlEnd: 0.2 }),
        'a size that is not drawn': () => window.armature.setParameters({ width: 1024 }),
        'a function': () => window.armature.setParameters({ prompt: () => 'x' } as never),
        'no picture': () => window.armature.detect(new Blob(['Buy milk.'])),
        'no theme': () => window.armature.setTheme('pink' as never),
        'no panel': () => window.armature.setPanels([]),
      };
      const told: string[] = [];
      for (const [name, attempt] of Object.entries(tries)) {
        const code = await attempt().then(
          () => 'taken',
          (error: unknown) => (error as { code: string }).code,
        );
        told.push(`${name}: ${code}`);
      }
      return told;
    });
    expect(refused).toEqual([
      'no JSON: bad-pose',
      'no pose: bad-pose',
      'no library pose: bad-pose',
      'a name: bad-pose',
      'too much: bad-request',
      'unknown: bad-request',
      'a contradiction: bad-request',
      'a size that is not drawn: bad-request',
      'a function: bad-request',
      'no picture: bad-image',
      'no theme: bad-request',
      'no panel: bad-request',
    ]);
    expect(await page.evaluate(() => window.armature.getPose())).toEqual(STANDING);
    expect(await page.evaluate(() => window.armature.getParameters())).not.toMatchObject({
      prompt: 'not taken',
    });
  });
});

test.describe('a frame beside it', () => {
  test('is not heard', async ({ page }) => {
    await embed(page);
    const neighbour = await startHostSite();
    const attack = neighbour.put(`<script>
      const armature = parent.frames[0];
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => parent.postMessage({ heard: data }, '*');
      armature.postMessage({ type: 'armature:connect', version: 1 }, '*', [port2]);
      armature.postMessage({ modalId: 1, poses: { people: [] } }, '*');
      setTimeout(() => parent.postMessage('over', '*'), 1000);
    </script>`);
    const heard = await page.evaluate(
      (src) =>
        new Promise<unknown[]>((resolve) => {
          const messages: unknown[] = [];
          addEventListener('message', ({ data }: MessageEvent<unknown>) => {
            messages.push(data);
            if (data === 'over') resolve(messages);
          });
          const frame = document.createElement('iframe');
          frame.src = src;
          document.body.append(frame);
        }),
      attack,
    );
    expect(heard).toEqual(['over']);
    expect(await page.evaluate(() => window.armature.getPose())).toEqual(STANDING);
    await expect(armatureIn(page).getByRole('button', { name: 'Send pose' })).toHaveCount(0);
    await neighbour.close();
  });
});

test.describe('an older host', () => {
  /** Speaks as the ControlNet extension does. */
  const olderHost = (
    message: string,
  ): string => `<iframe src="${armature}?theme=dark" width="1000" height="700"></iframe>
    <p id="reply"></p>
    <script>
      const frame = document.querySelector('iframe');
      addEventListener('message', ({ data, source, origin }) => {
        if (source !== frame.contentWindow) return;
        if (data.ready) frame.contentWindow.postMessage(${message}, '*');
        else document.getElementById('reply').textContent = JSON.stringify({ origin, ...data });
      });
    </script>`;

  test('gives a pose and a picture, and gets the pose back that was made of them', async ({ page }) => {
    const pose = Buffer.from(JSON.stringify({ ...STANDING, animals: [] })).toString('base64');
    const picture = readFileSync('tests/fixtures/keypoints/page-00.png').toString('base64');
    const message = `{ modalId: 'dialog-3', poseURL: 'data:application/json;base64,${pose}', imageURL: 'data:image/png;base64,${picture}' }`;
    await page.goto(site.put(olderHost(message)));
    const inside = page.frameLocator('iframe');
    const send = inside.getByRole('button', { name: 'Send pose' });
    await expect(send).toBeVisible({ timeout: 60_000 });
    // An editor, and nothing else.
    await expect(inside.getByRole('button', { name: 'Generate', exact: true })).toBeHidden();
    await expect(inside.locator('.reference-layer image')).toHaveAttribute('width', '512');
    const neck = inside.getByRole('button', { name: /^Person 1, neck,/ });
    await neck.focus();
    await page.keyboard.press('ArrowRight');
    await send.click();
    await expect(inside.getByText('The pose was sent.')).toBeVisible();
    const reply = JSON.parse(await page.locator('#reply').innerText()) as Record<string, unknown>;
    const [x = 0] = STANDING.people[0]?.pose_keypoints_2d.slice(3) ?? [];
    expect(reply).toMatchObject({
      origin: new URL(armature).origin,
      modalId: 'dialog-3',
      poses: { canvas_width: 512, canvas_height: 512, animals: [] },
    });
    const poses = reply['poses'] as OpenPose;
    expect(poses.people[0]?.pose_keypoints_2d[3]).toBeCloseTo(x + 1, 6);
    expect(
      JSON.parse(Buffer.from(String(reply['poseURL']).split(',')[1] ?? '', 'base64').toString()),
    ).toEqual(poses);
    // What is changed then is not sent yet.
    await page.keyboard.press('Tab');
    await neck.focus();
    await page.keyboard.press('ArrowRight');
    await expect(inside.getByText('The pose was sent.')).toBeHidden();
    const { violations } = await axe(page).analyze();
    expect(violations.filter(({ nodes }) => nodes.some(({ target }) => target.length > 1))).toEqual([]);
  });

  test('that sends what is no pose is told of on the page, and the figure stays', async ({ page }) => {
    await page.goto(site.put(olderHost(`{ modalId: 0, poses: [{ people: [{ pose_keypoints_2d: 'x' }] }] }`)));
    const inside = page.frameLocator('iframe');
    await expect(inside.getByRole('alert')).toContainText('pose_keypoints_2d', { timeout: 60_000 });
    await inside.getByRole('button', { name: 'Send pose' }).click();
    const reply = JSON.parse(await page.locator('#reply').innerText()) as { poses: OpenPose };
    expect(noseOf(reply.poses)).toEqual(noseOf(STANDING));
  });
});
