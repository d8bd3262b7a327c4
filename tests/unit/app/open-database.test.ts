import { afterEach, expect, it, vi } from 'vitest';
import { openDatabase } from '../../../app/storage/open-database.ts';

afterEach(() => void vi.unstubAllGlobals());

it.each([
  ['SecurityError', 'does not keep anything here'],
  ['VersionError', 'A newer version of this page'],
  ['UnknownError', 'is damaged'],
  ['QuotaExceededError', 'no room left to open'],
  ['AbortError', 'does not open its storage'],
  ['InvalidStateError', 'does not open its storage'],
])('says what stands in the way where opening throws a %s at once', async (name, words) => {
  vi.stubGlobal('indexedDB', {
    open() {
      throw new DOMException('Refused.', name);
    },
  });
  await expect(openDatabase('armature.test', 1, {})).rejects.toMatchObject({
    failure: { code: 'storage', message: expect.stringContaining(words) as string },
  });
});

it.each([undefined, null])(
  'says that nothing is kept where the browser has no databases (%s)',
  async (none) => {
    vi.stubGlobal('indexedDB', none);
    await expect(openDatabase('armature.test', 1, {})).rejects.toThrow('does not keep anything here');
  },
);

it('says that nothing is kept where Chromium blocks the data of sites', async () => {
  vi.stubGlobal('indexedDB', {
    open() {
      throw new DOMException('The user denied permission to access the database.', 'UnknownError');
    },
  });
  await expect(openDatabase('armature.test', 1, {})).rejects.toThrow('does not keep anything here');
});
