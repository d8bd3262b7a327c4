import { afterEach, describe, expect, it, vi } from 'vitest';
import { createKeyShelf } from '../../../app/remote/keys/key-shelf.ts';
import { createRunShelf } from '../../../app/remote/runs/run-shelf.ts';
import { createReferenceShelf } from '../../../app/storage/reference-shelf.ts';

const READERS = [
  ['keys', () => createKeyShelf().all(), []],
  ['runs', () => createRunShelf().all(), []],
  ['runs of another version', () => createRunShelf().unreadable(), []],
  ['a reference picture', () => createReferenceShelf().load(), undefined],
] as const;

afterEach(() => void vi.unstubAllGlobals());

/** A browser that does not open databases. */
function failWith(name: string): void {
  vi.stubGlobal('indexedDB', {
    open() {
      throw new DOMException('No.', name);
    },
  });
}

describe.each(READERS)('whoever looks for %s that may be kept', (_, read, nothing) => {
  it('finds nothing where the browser keeps nothing', async () => {
    failWith('SecurityError');
    expect(await read()).toEqual(nothing);
  });

  it('finds nothing where the browser has no databases', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(await read()).toEqual(nothing);
  });

  it.each([
    ['VersionError', 'A newer version of this page wrote what is stored.'],
    ['UnknownError', 'What the browser stored is damaged.'],
    ['QuotaExceededError', 'The browser has no room left to open its storage.'],
    ['AbortError', 'The browser does not open its storage.'],
    ['InvalidStateError', 'The browser does not open its storage.'],
  ])('is told of a %s', async (name, words) => {
    failWith(name);
    await expect(read()).rejects.toThrow(words);
  });
});
