import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPictureHeader } from '../../../app/detect/picture-header.ts';
import { type FileKind, kindOfFile } from '../../../app/intake/recognise.ts';

function kindOf(start: string): Promise<FileKind> {
  return kindOfFile(new File([Uint8Array.from(start, (character) => character.charCodeAt(0))], 'file'));
}

describe('kindOfFile', () => {
  it.each([
    ['\0\0\0\x1cftypavif', 'picture'],
    ['\0\0\0\x2cftypavis', 'picture'],
    ['\0\0\0\x20ftypisom', 'video'],
    ['\0\0\0\x20ftypM4A ', 'unknown'],
  ] as const)('tells pictures of the brands of AVIF from films: %j', async (start, kind) => {
    expect(await kindOf(start)).toBe(kind);
  });

  it('knows an AVIF that moves, of which the header is read as well', async () => {
    const bytes = readFileSync(new URL('../../fixtures/pictures/still.avif', import.meta.url));
    bytes.write('avis', 8, 'latin1');
    expect(await kindOfFile(new File([bytes], 'moving.avif'))).toBe('picture');
    expect(readPictureHeader(bytes)).toMatchObject({ animated: true });
  });
});
