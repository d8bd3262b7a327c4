import { afterEach, expect, it, vi } from 'vitest';
import { openDatabase } from '../../../app/storage/open-database.ts';

afterEach(() => void vi.unstubAllGlobals());

it.each([
  ['SecurityError', 'does not keep anything here'],
  ['VersionError', 'A newer version of this page'],
  ['UnknownError', 'is damaged'],
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
