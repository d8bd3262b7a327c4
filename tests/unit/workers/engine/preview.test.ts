import { describe, expect, it } from 'vitest';
import { blankImage } from '../../../../core/image/index.ts';
import { ArmatureError, type FailureCode } from '../../../../core/result/index.ts';
import { createPreviewCosts, createPreviewer } from '../../../../workers/engine/stages/preview.ts';

const LATENTS = new Float32Array(4);
const SIZE = { channels: 4, width: 1, height: 1 };

describe('createPreviewer', () => {
  it('shows a preview when its cost is a small share of the time since the last one', async () => {
    let now = 0;
    const shownAt: number[] = [];
    const decode = (): Promise<ReturnType<typeof blankImage>> => {
      shownAt.push(now);
      now += 30;
      return Promise.resolve(blankImage(8, 8));
    };
    const costs = createPreviewCosts();
    const previewer = createPreviewer({ decode, clock: () => now, costs, size: SIZE });
    for (let step = 0; step < 12; step++) {
      now += 100;
      const before = shownAt.length;
      const picture = await previewer.show(LATENTS);
      expect(picture !== undefined).toBe(shownAt.length > before);
    }
    expect(shownAt).toEqual([100, 330, 560, 790, 1020, 1250]);
  });

  it('knows from pictures before what a preview costs, for each size', async () => {
    const costs = createPreviewCosts();
    let now = 0;
    const decode = (): Promise<ReturnType<typeof blankImage>> => {
      now += 30;
      return Promise.resolve(blankImage(8, 8));
    };
    const shown = async (size: typeof SIZE): Promise<number> => {
      const previewer = createPreviewer({ decode, clock: () => now, costs, size });
      const before = now;
      for (let step = 1; step <= 3; step++) {
        now += 50;
        await previewer.show(LATENTS);
      }
      return (now - before - 150) / 30;
    };
    expect(await shown(SIZE), 'to find out').toBe(1);
    costs.note(SIZE, 60);
    expect(await shown(SIZE)).toBe(0);
    expect(await shown({ ...SIZE, width: 2 })).toBe(1);
    costs.note(SIZE, 5);
    expect(await shown(SIZE)).toBe(1);
    costs.note(SIZE, 60);
    const later: number[] = [];
    for (let picture = 0; picture < 5; picture++) later.push(await shown(SIZE));
    expect(later, 'once the measurement is old').toEqual([0, 0, 0, 1, 0]);
  });

  it('does without a preview that cannot be decoded, and hides no other failure', async () => {
    const failing = (code: FailureCode): Promise<unknown> =>
      createPreviewer({
        decode: () => Promise.reject(new ArmatureError({ code, message: 'No picture.' })),
        clock: () => 0,
        costs: createPreviewCosts(),
        size: SIZE,
      }).show(LATENTS);
    expect(await failing('bad-output')).toBeUndefined();
    await expect(failing('adapter-lost')).rejects.toMatchObject({ failure: { code: 'adapter-lost' } });
  });
});
