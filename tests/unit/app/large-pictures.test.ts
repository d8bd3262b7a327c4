/* Pictures that are too large are refused by what they tell of themselves, before a browser would decode them. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { outcomeOf } from '../../../app/actions/intake-reading.ts';
import { readReference } from '../../../app/editor/reference/read-reference.ts';
import { readPicture } from '../../../app/ui/read-picture.ts';

const CANVAS = { width: 512, height: 512 };
const TOO_LARGE = '20000 × 20000 px: more than 100 megapixels';

/** A JPEG of a few bytes that says that it has 20,000 px a side. */
function vastJpeg(): File {
  const bytes = readFileSync(new URL('../../fixtures/pictures/baseline.jpg', import.meta.url));
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  bytes.writeUInt16BE(20_000, frame + 5);
  bytes.writeUInt16BE(20_000, frame + 7);
  return new File([bytes], 'vast.jpg');
}

const decoded = vi.fn(() => Promise.reject(new Error('It was decoded.')));

beforeEach(() => void vi.stubGlobal('createImageBitmap', decoded));
afterEach(() => {
  vi.unstubAllGlobals();
  decoded.mockClear();
});

describe('a picture that is too large', () => {
  it('is refused where it is dropped', async () => {
    const outcome = await outcomeOf(vastJpeg(), CANVAS, decoded);
    expect(outcome).toMatchObject({ as: 'failure', failure: { code: 'bad-image' } });
    expect(outcome.as === 'failure' && outcome.failure.message).toContain(
      `vast.jpg: The picture has ${TOO_LARGE}`,
    );
    expect(decoded).not.toHaveBeenCalled();
  });

  it('is refused where generation would start from it, or it would lie below', async () => {
    await expect(readPicture(vastJpeg(), 128, 128)).rejects.toThrow(TOO_LARGE);
    await expect(readReference(vastJpeg())).rejects.toThrow(TOO_LARGE);
    expect(decoded).not.toHaveBeenCalled();
  });
});
