/* Pictures on their way to a back end: compressed beside the page's own work. */
import { afterEach, expect, it, vi } from 'vitest';
import { orderOf } from '../../../../app/remote/runs/order-of.ts';
import { bytesFromBase64 } from '../../../../app/remote/calls/base64.ts';
import { decodePng } from '../../../../core/png/index.ts';
import { controlPicture } from '../../../../core/request/index.ts';
import { someRequest } from '../../../drivers/remote-desk.ts';
import { backend } from '../../remote/orders.ts';

afterEach(() => vi.unstubAllGlobals());

const OPTIONS = { enhancePrompt: false, safetyChecker: true, runId: 'run-1' };
const filled = (value: number) => ({
  ...{ width: 64, height: 64 },
  data: new Uint8ClampedArray(64 * 64 * 4).map((_, i) => (i % 4 === 3 ? 255 : value)),
});

it('has the skeleton, the picture to start from and the mask, each compressed by the browser', async () => {
  const Real = CompressionStream;
  const compressor = vi.fn(function (format: CompressionFormat) {
    return new Real(format);
  });
  vi.stubGlobal('CompressionStream', compressor);
  const init = { image: filled(90), strength: 0.5, mask: filled(255) };
  const request = someRequest({ init });
  const order = await orderOf(backend('a1111'), request, OPTIONS);
  expect(compressor).toHaveBeenCalledTimes(3);
  const shown = [order.control, order.init, order.mask].map((text) => decodePng(bytesFromBase64(text ?? '')));
  expect(shown).toEqual([controlPicture(request), init.image, init.mask]);
});

it('has what the back end can take, and no more', async () => {
  const init = { image: filled(90), strength: 0.5, mask: filled(255) };
  const order = await orderOf(backend('modelslab-text'), someRequest({ init }), OPTIONS);
  expect(order).not.toHaveProperty('control');
  expect(order).not.toHaveProperty('init');
  expect(order).not.toHaveProperty('mask');
});
