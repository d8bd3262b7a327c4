import type { FaultCase } from './fault-case.ts';
import type { Visit } from './visit-state.ts';

const NAMES = { cpu: 'Automatic', hardware: 'Automatic', gpu: 'GPU (WebGPU)' } as const;

/**
 * Has the page load its model anew: a backend that is chosen again is loaded again.
 *
 * @param arm - what the loading is to meet; the worker of the other choice, which comes up in between, does not meet it
 */
export async function loadAnew(
  { page, hand }: Visit,
  { backend }: Pick<FaultCase, 'backend'>,
  arm: () => void,
): Promise<void> {
  await page.locator('.backend').click();
  hand.rest(true);
  await page.getByRole('radio', { name: 'CPU (WASM)' }).check();
  arm();
  hand.rest(false);
  await page.getByRole('radio', { name: NAMES[backend] }).check();
  await page.keyboard.press('Escape');
}
