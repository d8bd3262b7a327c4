import { expect, it, vi } from 'vitest';
import { createRunLock, createTurn } from '../../../../app/remote/runs/locks.ts';
import { sealedSchema } from '../../../../app/remote/keys/seal.ts';
import * as v from 'valibot';

it('locks a run within the page where the browser has no locks, and lets go of it', async () => {
  const lock = createRunLock(undefined);
  let finish = (): void => undefined;
  const first = lock('a', () => new Promise<string>((resolve) => (finish = () => resolve('done'))));
  expect(await lock('a', () => Promise.resolve('again'))).toBe('elsewhere');
  expect(await lock('b', () => Promise.resolve('another'))).toBe('another');
  finish();
  expect(await first).toBe('done');
  await expect(lock('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await lock('a', () => Promise.resolve('again'))).toBe('again');
});

it('takes over what others have spent before its turn', async () => {
  const takeOver = vi.fn();
  expect(await createTurn(undefined, takeOver)(() => takeOver.mock.calls.length)).toBe(1);
});

it('reads no sealed key where the browser has no cryptography, and does not break on it', () => {
  vi.stubGlobal('CryptoKey', undefined);
  const row = {
    kind: 'device',
    service: 'segmind',
    iv: new Uint8Array(12),
    data: new Uint8Array(1),
    wrap: {},
  };
  expect(v.safeParse(sealedSchema, row).success).toBe(false);
  vi.unstubAllGlobals();
});
