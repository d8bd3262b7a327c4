import { describe, expect, it } from 'vitest';
import { blankImage } from '../../../../core/image/index.ts';
import { ArmatureError, type FailureCode } from '../../../../core/result/index.ts';
import { createPreviewer } from '../../../../workers/engine/stages/preview.ts';

const LATENTS = new Float32Array(4);

describe('createPreviewer', () => {
  it('shows a preview when its cost is a small share of the time since the last one', async () => {
    let now = 0;
    const shownAt: number[] = [];
    const decode = (): Promise<ReturnType<typeof blankImage>> => {
      shownAt.push(now);
      now += 30;
      return Promise.resolve(blankImage(8, 8));
    };
    const previewer = createPreviewer(decode, () => now);
    for (let step = 0; step < 12; step++) {
      now += 100;
      const before = shownAt.length;
      const picture = await previewer.show(LATENTS);
      expect(picture !== undefined).toBe(shownAt.length > before);
    }
    expect(shownAt).toEqual([100, 330, 560, 790, 1020, 1250]);
  });

  it('does without a preview that cannot be decoded, and hides no other failure', async () => {
    const failing = (code: FailureCode): Promise<unknown> =>
      createPreviewer(
        () => Promise.reject(new ArmatureError({ code, message: 'No picture.' })),
        () => 0,
      ).show(LATENTS);
    expect(await failing('bad-output')).toBeUndefined();
    await expect(failing('adapter-lost')).rejects.toMatchObject({ failure: { code: 'adapter-lost' } });
  });
});
