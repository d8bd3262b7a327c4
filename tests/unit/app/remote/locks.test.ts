import { expect, it, vi } from 'vitest';
import { createRunLock, createTurn } from '../../../../app/remote/runs/locks.ts';
import { sealedSchema } from '../../../../app/remote/keys/seal.ts';
import * as v from 'valibot';

/** As browsers give them where site data are blocked. */
const REFUSING = { request: () => Promise.reject(new DOMException('Blocked.', 'SecurityError')) };

it.each([
  ['has no locks', undefined],
  ['refuses them', REFUSING],
])('locks a run within the page where the browser %s, and lets go of it', async (_, locks) => {
  const lock = createRunLock(locks);
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
  expect(await createTurn(REFUSING, takeOver)(() => takeOver.mock.calls.length)).toBe(2);
});

it('does no work twice that breaks with the same error as a lock that is refused', async () => {
  const refused = new DOMException('Not this call.', 'SecurityError');
  const work = vi.fn(() => Promise.reject(refused));
  const granting = {
    request: (...[, , granted]: readonly unknown[]) => (granted as (lock: object) => unknown)({}),
  };
  await expect(createRunLock(granting as LockManager)('a', work)).rejects.toBe(refused);
  expect(work).toHaveBeenCalledOnce();
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
