/*
 * The pose leaves the page: as a picture of the skeleton, JSON or SVG, as a file or through the clipboard.
 */
import {
  type CanvasSize,
  type LineStyle,
  openPoseJsonFrom,
  type OpenPoseWriting,
} from '../../core/pose/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { loadFileFormats } from '../file-formats/load.ts';
import type { FigureStore } from '../state/figure.ts';
import type { SettingsStore } from '../state/settings.ts';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';

/** What the browser does for the export. */
export interface PoseFilesHost {
  download(blob: Blob, name: string): void;
  /** @throws Error when the browser refuses */
  copyPng(png: Promise<Blob>): Promise<void>;
  /** @throws Error when the browser refuses */
  copyText(text: string): Promise<void>;
}

/** How a picture of the skeleton is made. */
export interface SkeletonPicture {
  readonly size: CanvasSize;
  readonly background: 'black' | 'transparent';
  readonly lines: LineStyle;
}

/** The actions of the export. Each tells in a sentence what became of it. */
export type PoseFileActions = ReturnType<typeof createPoseFileActions>;

const NAME = 'armature-pose';
const COPIED = words`Copied to the clipboard.`;
const REFUSED = words`The browser did not allow copying. Save the file instead.`;

/** Makes the actions. Pictures have feet where the settings say so. */
export function createPoseFileActions(figure: FigureStore, settings: SettingsStore, host: PoseFilesHost) {
  const pose = () => figure.getState().pose;
  const feet = () => settings.getState().drawFeet;
  async function png(picture: SkeletonPicture): Promise<Blob> {
    const { skeletonPng } = await loadFileFormats();
    return new Blob([skeletonPng(pose(), { ...picture, feet: feet() })], { type: 'image/png' });
  }
  async function svg(look: Omit<SkeletonPicture, 'size'>): Promise<Blob> {
    const { poseSvg } = await loadFileFormats();
    return new Blob([poseSvg(pose(), { ...look, feet: feet() })], { type: 'image/svg+xml' });
  }
  const json = (writing: OpenPoseWriting): string =>
    `${JSON.stringify(openPoseJsonFrom(pose(), writing), undefined, 1)}\n`;

  async function save(file: Blob | Promise<Blob>, name: string): Promise<string> {
    try {
      host.download(await file, name);
      return say`Saved as ${name}.`;
    } catch (error) {
      return wordsOf(error);
    }
  }

  return {
    savePng: (picture: SkeletonPicture): Promise<string> => save(png(picture), `${NAME}.png`),
    saveJson: (writing: OpenPoseWriting): Promise<string> =>
      save(new Blob([json(writing)], { type: 'application/json' }), `${NAME}.json`),
    saveSvg: (look: Omit<SkeletonPicture, 'size'>): Promise<string> => save(svg(look), `${NAME}.svg`),
    async copyPng(picture: SkeletonPicture): Promise<string> {
      const made = png(picture);
      return host.copyPng(made).then(
        () => say(COPIED),
        () => made.then(() => say(REFUSED), wordsOf),
      );
    },
    copyJson: (writing: OpenPoseWriting): Promise<string> =>
      host.copyText(json(writing)).then(
        () => say(COPIED),
        () => say(REFUSED),
      ),
  };
}

function wordsOf(error: unknown): string {
  return failureSaid(failureFrom(error));
}
