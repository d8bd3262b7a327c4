import * as v from 'valibot';
import { LAYOUT } from '../../app/gallery/record.ts';
import type { GalleryShelf, NewPicture } from '../../app/gallery/shelf.ts';
import type { PagePicture } from '../../app/state/picture.ts';
import { presetPose } from '../../core/pose/index.ts';
import { parseGenerateRequest, PICTURE_FIELDS } from '../../core/request/index.ts';

/** A finished picture of one pixel, with the request that it was made from. */
export function pagePictureOf(part: Partial<PagePicture> = {}): PagePicture {
  const request = parseGenerateRequest({
    ...{ prompt: 'a dancer', negativePrompt: 'blurry', seed: 7, width: 128, height: 128, steps: 12 },
    ...{ guidance: 4, sampler: 'dpmpp_2m', scheduler: 'karras', controlStrength: 1 },
    control: { kind: 'pose', pose: presetPose('standing', { width: 128, height: 128 }), people: [0] },
  });
  return {
    images: [{ width: 1, height: 1, data: new Uint8ClampedArray([9, 8, 7, 255]) }],
    request: { ...request, seed: 7 },
    totalMs: 1234,
    by: { kind: 'engine', modelId: 'armature-256', addons: {}, backend: { backend: 'wasm' } },
    ...part,
  };
}

/** A picture on its way to the shelf. */
export function newPictureOf(id: string, part: Partial<NewPicture['record']> = {}): NewPicture {
  const { request, totalMs, by } = pagePictureOf();
  const { control } = request;
  const settings = v.parse(v.object(PICTURE_FIELDS), request);
  return {
    file: new Blob([`file of ${id}`], { type: 'image/png' }),
    thumbnail: new Blob([`small ${id}`]),
    record: {
      ...{ id, layout: LAYOUT, madeAt: 1000, width: 128, height: 128, favourite: false },
      ...{ settings, totalMs, source: by, model: 'armature-256', posed: 1 },
      ...part,
    },
    details: { id, digests: [], ...(control.kind === 'pose' && { pose: control.pose, people: [0] }) },
  };
}

const MARK = 1;

/** Deletes pictures for good, as when the time to undo it is over. */
export async function purgePictures(shelf: GalleryShelf, ids: readonly string[]): Promise<void> {
  await shelf.change(ids, { removedAt: MARK });
  await shelf.purge(new Map(ids.map((id) => [id, MARK])));
}
