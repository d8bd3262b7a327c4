/*
 * A finished picture of the page as the gallery keeps it, and back.
 */
import * as v from 'valibot';
import type { CheckedImage } from '../../core/contract/index.ts';
import { type RgbaImage, veil } from '../../core/image/index.ts';
import { PICTURE_FIELDS } from '../../core/request/index.ts';
import { hasKnownPlaces, pictureFile } from '../file-formats/picture-file.ts';
import { entryOf, type ModelsState, storedItem } from '../state/models.ts';
import { imageOf, modelNameOf, type PagePicture } from '../state/picture.ts';
import { type FileDigest, type GalleryRecord, LAYOUT, type PictureDetails } from './record.ts';
import { requestOf } from './request-of.ts';
import type { NewPicture } from './shelf.ts';
import { smallPicture } from './small-picture.ts';

/** A request without its pose and its pictures. */
const plainFields = v.object(PICTURE_FIELDS);

/** What is known from outside of a picture that is kept. */
export interface KeepingFacts {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  readonly digests: readonly FileDigest[];
}

/** Writes everything down that is kept of one picture of a run. */
export async function newPicture(
  picture: PagePicture,
  index: number,
  { id, madeAt, digests }: KeepingFacts,
): Promise<NewPicture> {
  const image = imageOf(picture, index);
  const { by, totalMs, request } = picture;
  const { control, init } = request;
  const settings = v.parse(plainFields, request);
  // Lists show flagged pictures as a blur, also when whoever is there has looked at them.
  const listed = image.safety?.verdict === 'flagged' ? veil(image) : image;
  const [file, thumbnail] = await Promise.all([pictureFile(picture, index), smallPicture(listed)]);
  const posed = control.kind === 'pose' ? control : undefined;
  return {
    ...{ file, thumbnail },
    record: {
      ...{ id, layout: LAYOUT, madeAt, totalMs, settings, favourite: false },
      ...{ width: image.width, height: image.height },
      model: modelNameOf(picture),
      source: by.kind === 'engine' ? { ...by, backend: { backend: by.backend.backend } } : by,
      posed: posed ? (posed.people ?? posed.pose.people).length : 0,
      ...(init && { strength: init.strength }),
      ...(image.safety && { safety: image.safety.verdict }),
      ...(request.samples > 1 && hasKnownPlaces(picture) && { inBatch: { index, count: request.samples } }),
    },
    details: {
      ...{ id, digests },
      ...(posed && { pose: posed.pose }),
      ...(posed?.people && { people: posed.people }),
      ...(init && { init }),
    },
  };
}

/** Digests of the files that a model draws with, as far as they are known: as published, or as they were learnt. */
export function digestsOf(models: ModelsState, by: PagePicture['by']): readonly FileDigest[] {
  if (by.kind !== 'engine') return [];
  const ids = [by.modelId, by.addons.controlNet, ...(by.addons.loras ?? []).map((lora) => lora.id)];
  return ids.flatMap((id) => (id === undefined ? [] : digestsOfEntry(models, id)));
}

function digestsOfEntry(models: ModelsState, id: string): readonly FileDigest[] {
  const learnt = new Map(storedItem(models, id)?.files.map(({ path, sha256 }) => [path, sha256]));
  return (entryOf(models, id)?.files ?? []).flatMap(({ path, sha256 = learnt.get(path) }) =>
    sha256 === undefined ? [] : [{ path: `${id}/${path}`, sha256 }],
  );
}

/** A kept picture as the page shows it after a reload; undefined where too little is known of it. */
export function pagePicture(
  { settings, source, totalMs = 0, safety }: GalleryRecord,
  details: PictureDetails,
  { image, file }: { readonly image: RgbaImage; readonly file: Blob },
): PagePicture | undefined {
  const request = requestOf(settings, details);
  if (source.kind === 'file' || !request) return undefined;
  const checked: CheckedImage =
    safety === 'flagged' ? { ...image, safety: { verdict: safety, withheld: false } } : image;
  return { images: [checked], request, totalMs, by: source, file };
}
