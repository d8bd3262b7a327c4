/*
 * A PNG file that shows a picture, or else the skeleton, and opens as all of the work.
 */
import type { CanvasSize, Pose } from '../../core/pose/index.ts';
import type { SharedWork } from '../../core/share/index.ts';
import { loadFileFormats } from '../file-formats/load.ts';
import type { PagePicture } from '../state/picture.ts';

/** What stands in the file besides the work. */
export interface ProjectLook {
  /** Of the skeleton, in px. */
  readonly size: CanvasSize;
  /** Does the skeleton have feet? */
  readonly feet: boolean;
  /** Does the file tell how the picture was made, with its prompt, as pictures do? */
  readonly withTold: boolean;
  /** The picture that it shows; the skeleton where it is left out. */
  readonly drawn?: { readonly picture: PagePicture; readonly shown: number };
}

const NAME = 'armature-project.png';
const NOBODY = { width: 512, height: 512, people: [] } satisfies Pose;

/**
 * Writes the file.
 *
 * @throws ArmatureError `network` where the code for it cannot be fetched
 */
export async function projectFile(
  work: SharedWork,
  { size, feet, withTold, drawn }: ProjectLook,
): Promise<File> {
  const { pictureProject, skeletonProject } = await loadFileFormats();
  const bytes = drawn
    ? await pictureProject(work, { ...drawn, withTold })
    : await skeletonProject(work.pose ?? NOBODY, work, { size, feet });
  return new File([bytes], NAME, { type: 'image/png' });
}
