import { describe, expect, it } from 'vitest';
import {
  createReferenceActions,
  type KeptReference,
  type ReferenceHost,
  type ReferenceShelf,
} from '../../../app/actions/reference.ts';
import { createFigureActions } from '../../../app/actions/figure.ts';
import { followCanvas } from '../../../app/editor/reference/follow-canvas.ts';
import { referenceFrame } from '../../../app/editor/reference/geometry.ts';
import { createFigureStore } from '../../../app/state/figure.ts';
import { createReferenceStore, FIRST_PLACEMENT } from '../../../app/state/reference.ts';
import { type Point, presetPose } from '../../../core/pose/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';

/** A shelf in memory that can be full. */
function memoryShelf() {
  let kept: Partial<KeptReference> = {};
  const state = { full: false };
  const shelf: ReferenceShelf = {
    load: () => Promise.resolve(kept.blob ? (kept as KeptReference) : undefined),
    savePicture(picture) {
      if (state.full) return Promise.reject(new DOMException('no room', 'QuotaExceededError'));
      kept = { ...kept, ...picture };
      return Promise.resolve();
    },
    savePlacement(placement) {
      kept = { ...kept, placement };
      return Promise.resolve();
    },
    clear() {
      kept = {};
      return Promise.resolve();
    },
  };
  return { shelf, state, kept: () => kept };
}

function reference(shelf = memoryShelf(), host: Partial<ReferenceHost> = {}) {
  const store = createReferenceStore();
  const urls = new Set<string>();
  let count = 0;
  const actions = createReferenceActions(store, {
    shelf: shelf.shelf,
    // The stand-in for a decoder: a picture as wide as its file is long.
    read: (blob) => Promise.resolve({ blob, width: blob.size, height: 10 }),
    fetchPicture: () => Promise.resolve(new Blob(['fetched'])),
    createUrl() {
      const url = `blob:${count++}`;
      urls.add(url);
      return url;
    },
    revokeUrl: (url) => void urls.delete(url),
    ...host,
  });
  return { store, actions, urls, shelf };
}

const picture = (text: string): Blob => new Blob([text]);

describe('reference', () => {
  it('is the picture of the person who was quicker than what is brought back', async () => {
    const shelf = memoryShelf();
    await reference(shelf).actions.openImage(picture('abcd'));
    const { store, actions } = reference(shelf);
    const opened = actions.openImage(picture('abcdefgh'));
    await Promise.all([actions.restore(), opened]);
    expect(store.getState()).toMatchObject({ busy: false, image: { width: 8 } });
    await actions.restore();
    expect(store.getState().image).toMatchObject({ width: 8 });
  });

  it('shows a picture and is the same after a reload', async () => {
    const { store, actions, shelf } = reference();
    await actions.openImage(picture('abcd'));
    actions.place({ opacity: 0.3, fit: 'cover' });
    actions.move({ x: 5, y: -7 });
    expect(store.getState()).toMatchObject({ image: { width: 4, height: 10 }, offset: { x: 5, y: -7 } });

    const reloaded = reference(shelf);
    await reloaded.actions.restore();
    expect(reloaded.store.getState()).toMatchObject({
      image: { width: 4, height: 10 },
      opacity: 0.3,
      fit: 'cover',
      offset: { x: 5, y: -7 },
    });
  });

  it('gives a new picture the place of the old one, back in the middle, and lets go of the old address', async () => {
    const { store, actions, urls } = reference();
    await actions.openImage(picture('a'));
    actions.place({ opacity: 0.9, visible: false });
    actions.move({ x: 50, y: 0 });
    await actions.openImage(picture('bb'));
    expect(store.getState()).toMatchObject({
      ...{ opacity: 0.9, visible: true, offset: { x: 0, y: 0 }, scale: 1 },
      image: { width: 2 },
    });
    expect([...urls]).toEqual([store.getState().image?.url]);
  });

  it('brings back what was removed or replaced, where it stood, also over a reload', async () => {
    const { store, actions, shelf, urls } = reference();
    await actions.openImage(picture('abcd'));
    actions.place({ opacity: 0.3 });
    actions.move({ x: 5, y: -7 });
    await actions.remove();
    expect(store.getState().image).toBeUndefined();
    await actions.bringBack();
    expect(store.getState()).toMatchObject({
      ...{ image: { width: 4 }, opacity: 0.3, offset: { x: 5, y: -7 }, former: undefined },
    });
    await actions.openImage(picture('other'));
    expect(store.getState()).toMatchObject({ image: { width: 5 }, offset: { x: 0, y: 0 } });
    await actions.bringBack();
    expect(store.getState()).toMatchObject({ image: { width: 4 }, offset: { x: 5, y: -7 } });
    expect([...urls]).toEqual([store.getState().image?.url]);
    const reloaded = reference(shelf);
    await reloaded.actions.restore();
    expect(reloaded.store.getState()).toMatchObject({ image: { width: 4 }, offset: { x: 5, y: -7 } });
    await actions.bringBack();
    expect(store.getState().image?.width).toBe(4);
  });

  it('keeps the picture of before when another one cannot be read, and says why', async () => {
    const { store, actions } = reference(memoryShelf(), {
      fetchPicture: () =>
        Promise.reject(
          new ArmatureError({ code: 'network', message: 'No picture there.', next: 'Open a file.' }),
        ),
    });
    await actions.openImage(picture('abc'));
    await actions.openAddress('https://example.org/x');
    expect(store.getState()).toMatchObject({
      problem: 'No picture there. Open a file.',
      busy: false,
      image: { width: 3 },
    });
    await actions.openImage(picture('abcd'));
    expect(store.getState()).toMatchObject({ problem: '', image: { width: 4 } });
  });

  it('shows a picture that cannot be kept, and says that it is not', async () => {
    const shelf = memoryShelf();
    shelf.state.full = true;
    const { store, actions } = reference(shelf);
    await actions.openImage(picture('abc'));
    expect(store.getState().image?.width).toBe(3);
    expect(store.getState().problem).toContain('gone after a reload');
  });

  it('tells that what may be kept cannot be read', async () => {
    const shelf = memoryShelf();
    const failure = { code: 'storage', message: 'It is held by another tab.', next: 'Close it.' } as const;
    shelf.shelf.load = () => Promise.reject(new ArmatureError(failure));
    const { store, actions } = reference(shelf);
    await actions.restore();
    expect(store.getState().problem).toBe(
      'A reference picture that may be kept on this device cannot be read. It is held by another tab. Close it.',
    );
  });

  it('shows what was asked for last, however late the others come', async () => {
    let arrive: (blob: Blob) => void = () => undefined;
    const { store, actions } = reference(memoryShelf(), {
      fetchPicture: () => new Promise((resolve) => (arrive = resolve)),
    });
    const late = actions.openAddress('https://example.org/slow.png');
    expect(store.getState().busy).toBe(true);
    await actions.openImage(picture('12345'));
    arrive(picture('late'));
    await late;
    expect(store.getState()).toMatchObject({ busy: false, image: { width: 5 } });
  });

  it('is gone after it was removed, also after a reload', async () => {
    const { store, actions, urls, shelf } = reference();
    await actions.openImage(picture('abc'));
    await actions.remove();
    expect(store.getState().image).toBeUndefined();
    expect(urls.size).toBe(0);
    expect(shelf.kept()).toEqual({});
  });

  it('is scaled about the place under the pointer, within limits', async () => {
    const { store, actions } = reference();
    await actions.openImage(picture('a'.repeat(10)));
    const canvas = { width: 100, height: 100 };
    const about = { x: 20, y: -10 };
    const shareAt = (): number => {
      const { image, ...placement } = store.getState();
      const frame = referenceFrame(image ?? { width: 1, height: 1 }, canvas, placement);
      return (about.x + 50 - frame.x) / frame.width;
    };
    const before = shareAt();
    actions.zoom(2.5, about);
    expect(shareAt()).toBeCloseTo(before, 12);
    expect(store.getState().scale).toBe(2.5);
    actions.zoom(1000, about);
    expect(store.getState().scale).toBe(10);
    actions.zoom(1e-6, about);
    expect(store.getState().scale).toBe(0.1);
    expect(shareAt()).toBeCloseTo(before, 12);
    actions.resetPlacement();
    expect(store.getState()).toMatchObject({ scale: 1, offset: { x: 0, y: 0 } });
  });
});

describe('place of the reference on the canvas', () => {
  const canvas = { width: 400, height: 200 };
  const image = { width: 100, height: 100 };

  it.each([
    ['contain', { x: 100, y: 0, width: 200, height: 200 }],
    ['cover', { x: 0, y: -100, width: 400, height: 400 }],
    ['stretch', { x: 0, y: 0, width: 400, height: 200 }],
  ] as const)('%s', (fit, frame) => {
    expect(referenceFrame(image, canvas, { ...FIRST_PLACEMENT, fit })).toEqual(frame);
  });

  it('is moved and scaled about the middle', () => {
    expect(referenceFrame(image, canvas, { fit: 'contain', scale: 0.5, offset: { x: 10, y: -20 } })).toEqual({
      x: 160,
      y: 30,
      width: 100,
      height: 100,
    });
  });
});

describe('the reference when the canvas is resized', () => {
  async function bench() {
    const { store, actions, shelf } = reference();
    await actions.openImage(picture('a'.repeat(16)));
    const figure = createFigureStore(presetPose('standing', { width: 512, height: 512 }));
    followCanvas({ figure, reference: store, place: actions.place });
    actions.move({ x: 100, y: -30 });
    actions.zoom(1.25, { x: 40, y: 7 });
    /** Where the nose is in the picture, as shares of its sides. */
    const noseInPicture = (): Point => {
      const { pose } = figure.getState();
      const { image, ...placement } = store.getState();
      const [nose, frame] = [pose.people[0]?.body[0], image && referenceFrame(image, pose, placement)];
      if (!nose || !frame) throw new Error('nothing to compare');
      return { x: (nose.x - frame.x) / frame.width, y: (nose.y - frame.y) / frame.height };
    };
    return { store, actions, shelf, figure, figureActions: createFigureActions(figure), noseInPicture };
  }

  const close = (a: Point, b: Point): void => {
    expect(a.x).toBeCloseTo(b.x, 9);
    expect(a.y).toBeCloseTo(b.y, 9);
  };

  const SIZES = [
    { width: 1024, height: 1024 },
    { width: 512, height: 768 },
    { width: 896, height: 640 },
  ];

  it.each(
    SIZES.flatMap((size) =>
      (['contain', 'cover', 'stretch'] as const).flatMap((fit) =>
        (['fit', 'keep'] as const).map((how) => ({ size, fit, how })),
      ),
    ),
  )('goes along with the people, there and back: $size.width x $size.height, $fit, $how', async (change) => {
    const { store, actions, shelf, figureActions, noseInPicture } = await bench();
    const { size, fit, how } = change;
    actions.place({ fit });
    const [before, nose] = [store.getState(), noseInPicture()];
    figureActions.setCanvas(size, how);
    const after = store.getState();
    const there = noseInPicture();
    // A picture that is stretched to another aspect cannot stay with them on both sides.
    if (fit !== 'stretch' || size.width === size.height) close(there, nose);
    else expect(Math.min(Math.abs(there.x - nose.x), Math.abs(there.y - nose.y))).toBeLessThan(1e-9);
    expect(shelf.kept().placement).toMatchObject({ scale: after.scale, offset: after.offset });
    figureActions.undo();
    expect(store.getState().scale).toBeCloseTo(before.scale, 9);
    close(store.getState().offset, before.offset);
    figureActions.redo();
    expect(store.getState().scale).toBeCloseTo(after.scale, 9);
    close(store.getState().offset, after.offset);
  });

  it('finds its way back also where a size was set that the canvas had', async () => {
    const { store, figureActions } = await bench();
    const before = store.getState();
    for (let times = 0; times < 2; times++) figureActions.setCanvas({ width: 1024, height: 640 }, 'fit');
    figureActions.undo();
    expect(store.getState().scale).toBeCloseTo(before.scale, 9);
    close(store.getState().offset, before.offset);
  });

  it('stays with the people also where it was moved between a change and its undo', async () => {
    const { actions, figureActions, noseInPicture } = await bench();
    figureActions.setCanvas({ width: 1024, height: 640 }, 'fit');
    actions.move({ x: 12, y: 40 });
    figureActions.nudge({ x: 5, y: 0 });
    figureActions.undo();
    const nose = noseInPicture();
    figureActions.undo();
    close(noseInPicture(), nose);
  });

  it('is fitted as before to a canvas that comes with other people', async () => {
    const { store, figureActions } = await bench();
    const { scale, offset } = store.getState();
    figureActions.replacePose(presetPose('walking', { width: 768, height: 1024 }));
    expect(store.getState()).toMatchObject({ scale, offset });
  });
});
