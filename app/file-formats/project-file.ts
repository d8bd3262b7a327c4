/*
 * PNG files that open as all of the work on the page.
 */
import { encodePngWith, readPngTexts } from '../../core/png/index.ts';
import {
  type CanvasSize,
  openPoseJsonFrom,
  type Pose,
  RECORD_KEYWORD,
  skeletonImage,
} from '../../core/pose/index.ts';
import { type SharedWork, withProject } from '../../core/share/index.ts';
import type { PagePicture } from '../state/picture.ts';
import { deflate, textsOf } from './picture-file.ts';

interface DrawnPicture {
  readonly picture: PagePicture;
  /** Which of the run's pictures it is. */
  readonly shown: number;
  /** Does the file tell how it was made? */
  readonly withTold: boolean;
}

/** Writes a finished picture with work inside. */
export async function pictureProject(
  work: SharedWork,
  { picture, shown, withTold }: DrawnPicture,
): Promise<Uint8Array<ArrayBuffer>> {
  const image = picture.images[shown] ?? picture.images[0];
  const told = withTold ? await toldOf(picture, shown) : {};
  return encodePngWith(image, withProject(told, work), deflate);
}

/** A picture of the gallery has in its file what is not known of it any more. */
async function toldOf(picture: PagePicture, shown: number): Promise<Readonly<Record<string, string>>> {
  if (picture.file) return readPngTexts(new Uint8Array(await picture.file.arrayBuffer()));
  return textsOf(picture, shown);
}

/** Writes the skeleton with work inside: other programs find the pose in it, as in exported ones. */
export async function skeletonProject(
  pose: Pose,
  work: SharedWork,
  look: { readonly size: CanvasSize; readonly feet: boolean },
): Promise<Uint8Array<ArrayBuffer>> {
  const record = JSON.stringify({ version: 1, pose: openPoseJsonFrom(pose, { confidence: 'kept' }) });
  const texts = withProject({ [RECORD_KEYWORD]: record }, work);
  return encodePngWith(skeletonImage(pose, look), texts, deflate);
}
