/*
 * The picture leaves the page: as a file, or through the clipboard.
 */
import type { Picture } from '../../core/contract/index.ts';
import { encodePng } from '../../core/png/index.ts';
import { pictureTexts } from '../../core/request/index.ts';
import type { JobStore } from '../state/job.ts';

/** What the browser does for saving. */
export interface SaveHost {
  download(blob: Blob, name: string): void;
  /** @throws Error when the browser refuses */
  copyImage(blob: Blob): Promise<void>;
}

/** The actions of the result. */
export interface SaveActions {
  save(picture: Picture): void;
  copy(picture: Picture): Promise<void>;
}

/** Makes the actions. */
export function createSaveActions(job: JobStore, host: SaveHost): SaveActions {
  return {
    save(picture) {
      const name = `armature-${picture.request.seed}.png`;
      host.download(pngOf(picture), name);
      job.setState({ note: `Saved as ${name}.` });
    },
    async copy(picture) {
      try {
        await host.copyImage(pngOf(picture));
        job.setState({ note: 'Copied to the clipboard.' });
      } catch {
        job.setState({ note: 'The browser did not allow copying. Save the PNG instead.' });
      }
    },
  };
}

/** The picture as PNG bytes with what made it. */
function pngOf({ image, request, modelId }: Picture): Blob {
  return new Blob([encodePng(image, pictureTexts(request, modelId))], { type: 'image/png' });
}
