/*
 * What a person makes on the page, and whether it is still there.
 */
import type { Page } from 'playwright';
import { ArmaturePage } from '../drivers/page.ts';

/** What is looked for. */
export interface Work {
  /** Where a joint was moved to, px. */
  readonly wrist: { readonly x: number; readonly y: number };
  readonly prompt: string;
  readonly steps: string;
  readonly theme: string;
}

const PROMPT = 'a robot with an orange body by the sea';
/** Enough for a first, a middle and a last one. */
const STEPS = 3;

/** Poses, writes and sets something that no fresh page has. */
export async function makeWork(page: Page): Promise<Work> {
  const armature = new ArmaturePage(page);
  await armature.joint(1, 'right wrist').focus();
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Shift+ArrowUp');
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(PROMPT);
  await armature.setNumber('Steps, exact value', STEPS);
  await page.getByRole('button', { name: 'Appearance' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.keyboard.press('Escape');
  return readWork(page);
}

/** Reads what is there. */
export async function readWork(page: Page): Promise<Work> {
  const armature = new ArmaturePage(page);
  return {
    wrist: await armature.jointAt(1, 'right wrist'),
    prompt: await page.getByRole('textbox', { name: 'Prompt', exact: true }).inputValue(),
    steps: await page.getByRole('spinbutton', { name: 'Steps, exact value' }).inputValue(),
    theme: (await page.locator('html').getAttribute('data-theme')) ?? '',
  };
}

/** What of the work is gone. */
export interface Losses {
  readonly pose: boolean;
  readonly prompt: boolean;
  readonly settings: boolean;
}

/** Compares what is there with what was made. */
export function lossesOf(made: Work, found: Work): Losses {
  return {
    pose: made.wrist.x !== found.wrist.x || made.wrist.y !== found.wrist.y,
    prompt: made.prompt !== found.prompt,
    settings: made.steps !== found.steps || made.theme !== found.theme,
  };
}
