/*
 * Pictures to start from, kept once however many entries start from them: a batch of hundreds would not fit otherwise.
 */
import type { RgbaImage } from '../../core/image/index.ts';
import type { InitInput, SeededRequest } from '../../core/request/index.ts';

/** A request as it is kept: in the place of its pictures stand their keys. */
export type KeptRequest = Omit<SeededRequest, 'init'> & { readonly init?: KeptInit };

interface KeptInit extends Pick<InitInput, 'strength'> {
  readonly image: string;
  readonly mask?: string;
}

/** Takes the pictures out of a request. */
export function withoutPictures(
  { init, ...request }: SeededRequest,
  keyOf: (picture: RgbaImage) => string,
): KeptRequest {
  if (!init) return request;
  const { strength, image, mask } = init;
  return { ...request, init: { strength, image: keyOf(image), ...(mask && { mask: keyOf(mask) }) } };
}

/** Puts them back. What it gives is to be checked: a picture may be missing, and the request may be none. */
export function withPictures(kept: unknown, pictures: ReadonlyMap<string, unknown>): unknown {
  const [image, mask] = pictureKeysOf(kept);
  if (image === undefined) return kept;
  const { init, ...request } = kept as KeptRequest;
  const shown = { image: pictures.get(image), ...(mask !== undefined && { mask: pictures.get(mask) }) };
  return { ...request, init: { strength: init?.strength, ...shown } };
}

/** Keys of the picture that a kept request starts from, and of its mask. */
export function pictureKeysOf(kept: unknown): readonly string[] {
  const { init } = (kept ?? {}) as { readonly init?: Partial<KeptInit> };
  return [init?.image, init?.mask].filter((key) => typeof key === 'string');
}

/** Names pictures: the same one by the same key, however often it is asked for. */
export function pictureKeys(newKey: (index: number) => string): {
  readonly keyOf: (picture: RgbaImage) => string;
  readonly named: ReadonlyMap<RgbaImage, string>;
} {
  const named = new Map<RgbaImage, string>();
  return {
    named,
    keyOf(picture) {
      const key = named.get(picture) ?? newKey(named.size);
      named.set(picture, key);
      return key;
    },
  };
}
