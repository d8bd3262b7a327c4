import { vi } from 'vitest';

/** Gives a page without a canvas what small pictures are made with, until the end of the test. */
export function stubSmallPictures(): void {
  vi.stubGlobal('ImageData', Object);
  vi.stubGlobal('createImageBitmap', () => Promise.resolve({ close: () => undefined }));
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => ({ drawImage: () => undefined });
      convertToBlob = () => Promise.resolve(new Blob(['small']));
    },
  );
}
