/*
 * The picture leaves the page: as a file, or through the clipboard.
 */
import { failureFrom } from '../../core/result/index.ts';
import { loadFileFormats } from '../file-formats/load.ts';
import type { JobStore } from '../state/job.ts';
import { type PagePicture, pictureFileName } from '../state/picture.ts';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';

/** What the browser does for saving. */
export interface SaveHost {
  download(blob: Blob, name: string): void;
  /** @throws Error when the browser refuses */
  copyPng(png: Promise<Blob>): Promise<void>;
  /** Hears of each picture that became a file. */
  onSaved(picture: PagePicture, index: number): void;
}

/** The actions of the result. What becomes of them is told in the job's store. */
export interface SaveActions {
  save(picture: PagePicture, index: number): Promise<void>;
  copy(picture: PagePicture, index: number): Promise<void>;
}

/** Makes the actions. */
export function createSaveActions(job: JobStore, host: SaveHost): SaveActions {
  const tell = (note: string): void => job.setState({ note });

  function tellFailure(error: unknown): void {
    const told = failureSaid(failureFrom(error));
    tell(told);
  }

  return {
    async save(picture, index) {
      const name = pictureFileName(picture.request.seed, { index, count: picture.images.length });
      try {
        host.download(await pngOf(picture, index), name);
        host.onSaved(picture, index);
        tell(say`Saved as ${name}.`);
      } catch (error) {
        tellFailure(error);
      }
    },
    async copy(picture, index) {
      const png = pngOf(picture, index);
      try {
        await host.copyPng(png);
        tell(say`Copied to the clipboard.`);
      } catch {
        await png.then(
          () => tell(say`The browser did not allow copying. Save the PNG instead.`),
          tellFailure,
        );
      }
    },
  };
}

/** One of the pictures as a PNG file with what made it. */
export async function pngOf(picture: PagePicture, index: number): Promise<Blob> {
  if (picture.file) return picture.file;
  const { pictureFile } = await loadFileFormats();
  return pictureFile(picture, index);
}
