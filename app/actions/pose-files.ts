/*
 * The pose leaves the page: as a picture of the skeleton, JSON or SVG, as a file or through the clipboard.
 */
import {
  type CanvasSize,
  openPoseJsonFrom,
  type OpenPoseWriting,
  poseSvg,
  skeletonPng,
} from '../../core/pose/index.ts';
import type { FigureStore } from '../state/figure.ts';
import type { SettingsStore } from '../state/settings.ts';

/** What the browser does for the export. */
export interface PoseFilesHost {
  download(blob: Blob, name: string): void;
  /** @throws Error when the browser refuses */
  copyImage(blob: Blob): Promise<void>;
  /** @throws Error when the browser refuses */
  copyText(text: string): Promise<void>;
}

/** How a picture of the skeleton is made. */
export interface SkeletonPicture {
  readonly size: CanvasSize;
  readonly background: 'black' | 'transparent';
}

/** The actions of the export. Each tells in a sentence what became of it. */
export type PoseFileActions = ReturnType<typeof createPoseFileActions>;

const NAME = 'armature-pose';
const REFUSED = 'The browser did not allow copying. Save the file instead.';

/** Makes the actions. Pictures have feet where the settings say so. */
export function createPoseFileActions(figure: FigureStore, settings: SettingsStore, host: PoseFilesHost) {
  const pose = () => figure.getState().pose;
  const feet = () => settings.getState().drawFeet;
  const png = (picture: SkeletonPicture): Blob =>
    new Blob([skeletonPng(pose(), { ...picture, feet: feet() })], { type: 'image/png' });
  const json = (writing: OpenPoseWriting): string =>
    `${JSON.stringify(openPoseJsonFrom(pose(), writing), undefined, 1)}\n`;
  function save(content: BlobPart, type: string, name: string): string {
    host.download(new Blob([content], { type }), name);
    return `Saved as ${name}.`;
  }
  async function copy(write: () => Promise<void>): Promise<string> {
    try {
      await write();
      return 'Copied to the clipboard.';
    } catch {
      return REFUSED;
    }
  }

  return {
    savePng: (picture: SkeletonPicture): string => save(png(picture), 'image/png', `${NAME}.png`),
    saveJson: (writing: OpenPoseWriting): string => save(json(writing), 'application/json', `${NAME}.json`),
    saveSvg: (background: SkeletonPicture['background']): string =>
      save(poseSvg(pose(), { background, feet: feet() }), 'image/svg+xml', `${NAME}.svg`),
    copyPng: (picture: SkeletonPicture): Promise<string> => copy(() => host.copyImage(png(picture))),
    copyJson: (writing: OpenPoseWriting): Promise<string> => copy(() => host.copyText(json(writing))),
  };
}
