/*
 * A request as a back end gets it: the skeleton drawn as the engine draws it, pictures as PNG.
 */
import { blankImage, resizeImage, type RgbaImage } from '../../../core/image/index.ts';
import type { RemoteBackend, RemoteOrder } from '../../../core/remote/index.ts';
import { controlPicture, type SeededRequest } from '../../../core/request/index.ts';
import { loadFileFormats } from '../../file-formats/load.ts';
import { base64From } from '../calls/base64.ts';

/** What the person lets a service do, and the name of the run. */
export type OrderOptions = Pick<RemoteOrder, 'enhancePrompt' | 'safetyChecker' | 'runId'>;

/**
 * Draws and encodes what a back end takes of a request.
 *
 * @throws ArmatureError `network` where the part of the page that writes pictures cannot be fetched
 */
export async function orderOf(
  backend: RemoteBackend,
  request: SeededRequest,
  options: OrderOptions,
): Promise<RemoteOrder> {
  const { encodePng } = await loadFileFormats();
  const encoded = (image: RgbaImage): string => base64From(encodePng(image));
  const atSize = (image: RgbaImage): string => encoded(resizeImage(image, request.width, request.height));
  const control = controlFor(backend, request);
  const { init } = request;
  const { abilities } = backend;
  return {
    ...options,
    request,
    ...(control && { control: encoded(control) }),
    ...(init && abilities.init && { init: atSize(init.image) }),
    ...(init?.mask && abilities.mask && { mask: atSize(init.mask) }),
  };
}

/** Paid services with a pose want a picture of it always: without people it is black. */
function controlFor({ abilities, kind }: RemoteBackend, request: SeededRequest): RgbaImage | undefined {
  if (abilities.pose === 'ignored') return undefined;
  const drawn = controlPicture(request);
  return drawn ?? (kind === 'paid' ? blankImage(request.width, request.height) : undefined);
}
