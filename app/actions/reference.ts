/*
 * The picture to pose after: how it comes, where it stands, and that it is still there after a reload.
 */
import type { Point } from '../../core/pose/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import {
  FIRST_PLACEMENT,
  placementOf,
  REFERENCE_SCALE,
  type ReferencePlacement,
  type ReferenceState,
  type ReferenceStore,
} from '../state/reference.ts';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';

/** A picture that was read. */
export interface ReadReference {
  /** A file of a size that can be kept. */
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
}

/** What is kept over a reload. */
export interface KeptReference extends ReadReference {
  readonly placement: ReferencePlacement;
}

/** Keeps one reference. */
export interface ReferenceShelf {
  /** Undefined where nothing is kept, or can be. */
  load(): Promise<KeptReference | undefined>;
  savePicture(picture: ReadReference): Promise<void>;
  savePlacement(placement: ReferencePlacement): Promise<void>;
  clear(): Promise<void>;
}

/** What the reference needs of the browser. */
export interface ReferenceHost {
  readonly shelf: ReferenceShelf;
  /** @throws ArmatureError `bad-image` when it is no picture */
  read(blob: Blob): Promise<ReadReference>;
  /** @throws ArmatureError `network` or `bad-image`, with words on why the address gives no picture */
  fetchPicture(address: string): Promise<Blob>;
  createUrl(blob: Blob): string;
  revokeUrl(url: string): void;
}

/** The actions of the reference. What goes wrong is told in the store; the reference of before then stays. */
export interface ReferenceActions {
  /** Shows a picture file below the figure. */
  openImage(blob: Blob): Promise<void>;
  /** Fetches a picture from an address and shows it. */
  openAddress(address: string): Promise<void>;
  remove(): Promise<void>;
  /** Shows again what was removed or replaced last. */
  bringBack(): Promise<void>;
  place(change: Partial<ReferencePlacement>): void;
  /** @param by - px of the canvas */
  move(by: Point): void;
  /** Scales about a point that stays where it is, in px from the middle of the canvas. */
  zoom(factor: number, about: Point): void;
  /** Puts it back in the middle at its fitted size. */
  resetPlacement(): void;
  /** Brings back what was kept. */
  restore(): Promise<void>;
}

/** Makes the actions. */
export function createReferenceActions(store: ReferenceStore, host: ReferenceHost): ReferenceActions {
  /** Grows with each picture asked for, so that one that comes late does not replace a later one. */
  let asked = 0;

  async function show(get: () => Promise<Blob>): Promise<void> {
    const mine = ++asked;
    store.setState({ busy: true, problem: '' });
    try {
      const picture = await host.read(await get());
      if (mine !== asked) return;
      const placement = { ...placementOf(store.getState()), ...HOME, visible: true };
      store.setState(formerOf);
      await putAndKeep(picture, placement);
    } catch (error) {
      const told = failureSaid(failureFrom(error, 'bad-image'));
      if (mine === asked) store.setState({ problem: told });
    } finally {
      if (mine === asked) store.setState({ busy: false });
    }
  }

  async function putAndKeep(picture: ReadReference, placement: ReferencePlacement): Promise<void> {
    put(picture, placement);
    await keep(async () => {
      await host.shelf.savePicture(picture);
      await host.shelf.savePlacement(placementOf(store.getState()));
    });
  }

  function put({ blob, width, height }: ReadReference, placement: ReferencePlacement): void {
    const { image } = store.getState();
    if (image) host.revokeUrl(image.url);
    store.setState({ ...placement, image: { blob, width, height, url: host.createUrl(blob) } });
  }

  async function keep(save: () => Promise<void>): Promise<void> {
    try {
      await save();
    } catch (error) {
      store.setState({ problem: unfetchedWords(error) ?? say(NOT_KEPT) });
    }
  }

  /** What is kept and cannot be read must not be taken for nothing, which a new picture would replace. */
  function tellUnread(error: unknown): undefined {
    const why = failureSaid(failureFrom(error, 'storage'));
    store.setState({ problem: unfetchedWords(error) ?? `${say(UNREAD)} ${why}` });
  }

  function place(change: Partial<ReferencePlacement>): void {
    store.setState(change);
    const state = store.getState();
    if (state.image) void keep(() => host.shelf.savePlacement(placementOf(state)));
  }

  return {
    openImage: (blob) => show(() => Promise.resolve(blob)),
    openAddress: (address) => show(() => host.fetchPicture(address)),
    async remove() {
      asked++;
      const { image } = store.getState();
      if (image) host.revokeUrl(image.url);
      store.setState(formerOf);
      store.setState({ image: undefined, busy: false, problem: '' });
      await host.shelf
        .clear()
        .catch((error: unknown) => store.setState({ problem: unfetchedWords(error) ?? say(NOT_CLEARED) }));
    },
    async bringBack() {
      const { former } = store.getState();
      if (!former) return;
      asked++;
      store.setState({ former: undefined, busy: false, problem: '' });
      await putAndKeep(former.picture, placementOf(former));
    },
    place,
    move({ x, y }) {
      const { offset } = store.getState();
      place({ offset: { x: offset.x + x, y: offset.y + y } });
    },
    zoom(factor, about) {
      const { scale, offset } = store.getState();
      const next = Math.min(REFERENCE_SCALE.max, Math.max(REFERENCE_SCALE.min, scale * factor));
      const grown = next / scale;
      place({
        scale: next,
        offset: {
          x: about.x + (offset.x - about.x) * grown,
          y: about.y + (offset.y - about.y) * grown,
        },
      });
    },
    resetPlacement: () => place(HOME),
    async restore() {
      const before = asked;
      const kept = await host.shelf.load().catch(tellUnread);
      // The person may have been quicker.
      if (kept && before === asked && !store.getState().image) put(kept, kept.placement);
    },
  };
}

/** What to say where the code that keeps references did not come. */
function unfetchedWords(error: unknown): string | undefined {
  const failure = failureFrom(error);
  return failure.code === 'network' ? failureSaid(failure) : undefined;
}

/** What is shown now can be brought back once it is gone; where nothing is shown, what was there before it. */
function formerOf(state: ReferenceState): Partial<ReferenceState> {
  if (!state.image) return {};
  const { blob, width, height } = state.image;
  return { former: { ...placementOf(state), picture: { blob, width, height } } };
}

const HOME = { scale: FIRST_PLACEMENT.scale, offset: FIRST_PLACEMENT.offset };

const UNREAD = words`A reference picture that may be kept on this device cannot be read.`;
const NOT_KEPT = words`The browser did not keep the reference picture: it is gone after a reload. Free space on this device to keep it.`;
const NOT_CLEARED = words`The browser did not delete the stored reference picture: it is back after a reload. Remove it again then.`;
