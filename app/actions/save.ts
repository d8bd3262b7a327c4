/*
 * The picture leaves the page: as a file, or through the clipboard.
 */
import { encodePng } from '../../core/png/index.ts';
import { pictureTexts } from '../../core/request/index.ts';
import type { JobStore } from '../state/job.ts';
import { modelNameOf, type PagePicture } from '../state/picture.ts';

/** What the browser does for saving. */
export interface SaveHost {
  download(blob: Blob, name: string): void;
  /** @throws Error when the browser refuses */
  copyImage(blob: Blob): Promise<void>;
}

/** The actions of the result. */
export interface SaveActions {
  save(picture: PagePicture, index: number): void;
  copy(picture: PagePicture, index: number): Promise<void>;
}

/** Makes the actions. */
export function createSaveActions(job: JobStore, host: SaveHost): SaveActions {
  return {
    save(picture, index) {
      const number = picture.images.length > 1 ? `-${index + 1}` : '';
      const name = `armature-${picture.request.seed}${number}.png`;
      host.download(pngOf(picture, index), name);
      job.setState({ note: `Saved as ${name}.` });
    },
    async copy(picture, index) {
      try {
        await host.copyImage(pngOf(picture, index));
        job.setState({ note: 'Copied to the clipboard.' });
      } catch {
        job.setState({ note: 'The browser did not allow copying. Save the PNG instead.' });
      }
    },
  };
}

/** One of the pictures as PNG bytes with what made it. */
function pngOf(picture: PagePicture, index: number): Blob {
  const { images, request, by } = picture;
  const image = images[index] ?? images[0];
  // A service may have drawn another size than was asked for.
  const drawn = { ...request, width: image.width, height: image.height };
  const addons = by.kind === 'engine' ? by.addons : {};
  return new Blob([encodePng(image, pictureTexts(drawn, modelNameOf(picture), addons))], {
    type: 'image/png',
  });
}
