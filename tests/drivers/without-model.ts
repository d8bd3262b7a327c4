import { test as usual } from '@playwright/test';
import { BUILT_IN } from './built-in.ts';

/**
 * For what a page does with its own hands: the weights of the built-in model stay on their way, and so the processor is
 * left to the page. The engine says that it prepares.
 */
export const test = usual.extend({
  context: async ({ context }, use) => {
    await context.route(`**/${BUILT_IN.base ?? ''}**/*.safetensors`, () => undefined);
    await use(context);
  },
});
