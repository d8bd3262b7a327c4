/* Looking at the host's pictures, with a detector whose code and answers come when a test wants. */
import { describe, expect, it, vi } from 'vitest';
import type { DetectActions } from '../../../app/detect/actions.ts';
import { createDetectStore } from '../../../app/detect/store.ts';
import { createLook } from '../../../app/embed/look.ts';
import type { EmbedInput } from '../../../core/embed/index.ts';
import { presetPose } from '../../../core/pose/index.ts';

const PHOTO = { width: 200, height: 100 };

function wanted(part: Partial<EmbedInput<'detect'>> = {}): EmbedInput<'detect'> {
  return { bytes: new Uint8Array([1]), place: 'none', maxPeople: 3, threshold: 0.5, ...part };
}

function bench() {
  const detect = createDetectStore({ detectorId: undefined });
  const opened: (() => void)[] = [];
  /** As where the code is fetched first: the store says that it works only afterwards. */
  const openFile = vi.fn<DetectActions['openFile']>(
    () =>
      new Promise<void>((resolve) => {
        opened.push(() => {
          const { people } = presetPose('standing', PHOTO);
          const image = { ...PHOTO, data: new Uint8ClampedArray(4 * PHOTO.width * PHOTO.height) };
          const frame = {
            ...PHOTO,
            image,
            name: 'picture',
            notes: ['The file is cut off.'],
            toFile: () => Promise.resolve(new Blob()),
          };
          detect.setState({ seen: { frame, people, detector: {} as never, maxPeople: 3 }, work: 'none' });
          resolve();
        });
      }),
  );
  const takeOver = vi.fn();
  const clear = vi.fn(() => detect.setState({ seen: undefined }));
  const actions = { openFile, takeOver, clear } as unknown as DetectActions;
  return { detect, opened, openFile, takeOver, look: createLook({ detect, actions }) };
}

describe('looking for a host', () => {
  it('looks at one picture at a time, also while the code of the detector is on its way', async () => {
    const { detect, opened, openFile, look } = bench();
    const first = look(wanted());
    await expect(look(wanted({ maxPeople: 9 }))).rejects.toThrow('People are being looked for already.');
    expect(openFile).toHaveBeenCalledOnce();
    // Bytes do not tell what they are, and the person may have looked at a video last.
    expect(openFile.mock.calls[0]?.[1]).toBe('picture');
    opened[0]?.();
    expect(await first).toMatchObject({ people: 1, notes: ['The file is cut off.'] });
    expect(detect.getState()).toMatchObject({ maxPeople: 5, threshold: 0.3 });
    const second = look(wanted());
    opened[1]?.();
    expect((await second).people).toBe(1);
  });

  it('gives way to the dialog of the person', async () => {
    const { detect, openFile, look } = bench();
    detect.setState({ open: true });
    await expect(look(wanted())).rejects.toThrow('People are being looked for already.');
    expect(openFile).not.toHaveBeenCalled();
  });

  it('can look again after a failure', async () => {
    const { opened, openFile, look } = bench();
    openFile.mockRejectedValueOnce(new Error('broken'));
    await expect(look(wanted())).rejects.toThrow('broken');
    const next = look(wanted({ place: 'replace' }));
    opened[0]?.();
    expect((await next).people).toBe(1);
  });
});
