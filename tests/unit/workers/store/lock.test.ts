/* The store's locks where the browser has none, or refuses them: nobody else is known of. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { webLocks } from '../../../../workers/store/lock.ts';

const REFUSING = { request: () => Promise.reject(new DOMException('Blocked.', 'SecurityError')) };
const { signal } = new AbortController();

afterEach(() => void vi.unstubAllGlobals());

describe.each([
  ['has no locks', undefined],
  ['refuses locks', REFUSING],
])('where the browser %s', (_, locks) => {
  it('a model is written, used, made and removed at once', async () => {
    vi.stubGlobal('navigator', { locks });
    const store = webLocks();
    const emit = vi.fn();
    expect(await store.writing({ id: 'a', signal, emit }, () => Promise.resolve('written'))).toBe('written');
    expect(await store.making('a', signal, () => Promise.resolve('made'))).toBe('made');
    const release = await store.using(['a', 'b'], signal);
    const work = vi.fn(() => Promise.resolve());
    await store.unlessUsed('a', work);
    expect(work).toHaveBeenCalledOnce();
    release();
    expect(await store.removing('a', () => Promise.resolve('removed'))).toBe('removed');
  });

  it('what goes wrong at the work is told as it is', async () => {
    vi.stubGlobal('navigator', { locks });
    const broken = new DOMException('No access.', 'SecurityError');
    await expect(webLocks().removing('a', () => Promise.reject(broken))).rejects.toBe(broken);
  });
});
