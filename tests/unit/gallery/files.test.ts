import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openPictureFiles } from '../../../app/gallery/files.ts';

describe('openPictureFiles gives nothing, so that files go into the database,', () => {
  beforeEach(() => {
    class WritableHandle {
      createWritable(): void {
        throw new Error('Nothing is written here.');
      }
    }
    vi.stubGlobal('FileSystemFileHandle', WritableHandle);
  });

  it.each([
    ['on a page without a storage of its own', {}],
    ['where the private file system is missing', { storage: {} }],
    [
      'where it is refused',
      { storage: { getDirectory: () => Promise.reject(new DOMException('Private.', 'SecurityError')) } },
    ],
  ])('%s', async (_, navigator) => {
    vi.stubGlobal('navigator', navigator);
    expect(await openPictureFiles()).toBeUndefined();
  });

  it('where pages cannot write to it', async () => {
    vi.stubGlobal('FileSystemFileHandle', Object);
    expect(await openPictureFiles()).toBeUndefined();
  });
});
