import { expect, type Locator, type Page } from '@playwright/test';
import { decodePng, type PngPixels } from '../../core/png/index.ts';
import { watchPolicy } from './policy-watch.ts';

/** Drives the page in the words of the person who uses it. */
export class ArmaturePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    watchPolicy(page.context());
  }

  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.generateButton).toBeVisible();
  }

  /** Waits until the model is up: from here on no network is needed. */
  async ready(): Promise<void> {
    await expect(this.page.locator('.backend')).toHaveText(/^\s*(?:CPU|GPU)$/, { timeout: 120_000 });
  }

  get generateButton(): Locator {
    return this.page.getByRole('button', { name: 'Generate', exact: true });
  }

  get cancelButton(): Locator {
    return this.page.getByRole('button', { name: 'Cancel', exact: true });
  }

  get picture(): Locator {
    return this.page.getByRole('img', { name: /^Generated picture/ });
  }

  get progress(): Locator {
    return this.page.getByRole('progressbar', { name: 'Progress' });
  }

  get drawing(): Locator {
    return this.page.locator('.stage-drawing');
  }

  /** The handle of a joint, such as `joint(1, 'right elbow')`. */
  joint(person: number, name: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^Person ${person}, ${name},`) });
  }

  /** Where a joint is, in px of the pose. */
  async jointAt(person: number, name: string): Promise<{ x: number; y: number }> {
    const label = (await this.joint(person, name).getAttribute('aria-label')) ?? '';
    const [, x, y] = /at (-?\d+), (-?\d+)$/.exec(label) ?? [];
    return { x: Number(x), y: Number(y) };
  }

  /** Where the stage of the editor is, in px of the page. */
  async stageBox(): Promise<{ x: number; y: number; width: number; height: number }> {
    const box = await this.page.locator('.stage').boundingBox();
    if (!box) throw new Error('The stage is not on the screen.');
    return box;
  }

  /** Where a grip of the selection's frame is, in px of the page. */
  async gripPlace(name: string): Promise<{ x: number; y: number }> {
    const box = await this.page.locator(`[data-grip="${name}"]`).boundingBox();
    if (!box) throw new Error(`There is no grip ${name}.`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Gives a pose to a file input. */
  async openJson(input: Locator, text: string): Promise<void> {
    await input.setInputFiles({ name: 'pose.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    // What reads files is fetched for the first of them, so the pose may come late.
    await expect(this.page.getByLabel('Opened files')).toBeVisible();
  }

  async setNumber(name: string, value: number): Promise<void> {
    const field = this.page.getByRole('spinbutton', { name });
    await field.fill(String(value));
    await field.blur();
  }

  async chooseBackend(name: 'Automatic' | 'GPU (WebGPU)' | 'CPU (WASM)'): Promise<void> {
    await this.page.locator('.backend').click();
    await this.page.getByRole('radio', { name }).check();
    await this.page.keyboard.press('Escape');
  }

  async useSeed(seed: number): Promise<void> {
    await this.page.getByRole('spinbutton', { name: 'Seed', exact: true }).fill(String(seed));
  }

  /** Generates and waits for the picture, failing with the page's words if it reports a failure. */
  async generate(): Promise<void> {
    await this.generateButton.click();
    const failure = this.page.getByRole('alert');
    await expect(this.page.getByRole('button', { name: 'Save PNG' }).or(failure)).toBeVisible({
      timeout: 180_000,
    });
    if (await failure.isVisible()) throw new Error(`The page reports: ${await failure.innerText()}`);
  }

  /** The pixels of a canvas. They come as a PNG: as a list of numbers they take seconds. */
  async pixelsOf(canvas: Locator): Promise<PngPixels> {
    const url = await canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL('image/png'));
    return decodePng(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  }
}

/** Peak signal-to-noise ratio of two pictures of one size, in dB; infinite for equal ones. */
export function psnr(a: PngPixels, b: PngPixels): number {
  let squared = 0;
  a.data.forEach((value, i) => (squared += (value - (b.data[i] ?? 0)) ** 2));
  return 10 * Math.log10(255 ** 2 / (squared / a.data.length));
}
