/*
 * A request as a back end gets it: the skeleton drawn as the engine draws it, pictures as PNG.
 */
import { blankImage, resizeBicubic, resizeImage, type RgbaImage } from '../../../core/image/index.ts';
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
  const { plainPng } = await loadFileFormats();
  const encoded = async (image: RgbaImage): Promise<string> => base64From(await plainPng(image));
  const { width, height } = request;
  const drawn = controlFor(backend, request);
  const { image, mask: through } = request.init ?? {};
  const { abilities } = backend;
  const [control, init, mask] = await Promise.all([
    drawn && encoded(drawn),
    image && abilities.init && encoded(resizeBicubic(image, width, height)),
    through && abilities.mask && encoded(resizeImage(through, width, height)),
  ]);
  return {
    ...options,
    request,
    ...(control !== undefined && { control }),
    ...(init !== undefined && init !== false && { init }),
    ...(mask !== undefined && mask !== false && { mask }),
  };
}

/** Paid services with a pose want a picture of it always: without people it is black. */
function controlFor({ abilities, kind }: RemoteBackend, request: SeededRequest): RgbaImage | undefined {
  if (abilities.pose === 'ignored') return undefined;
  const drawn = controlPicture(request);
  return drawn ?? (kind === 'paid' ? blankImage(request.width, request.height) : undefined);
}
