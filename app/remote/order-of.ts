/*
 * A request as a back end gets it: the skeleton drawn as the engine draws it, pictures as PNG.
 */
import { blankImage, resizeImage, type RgbaImage } from '../../core/image/index.ts';
import { encodePng } from '../../core/png/index.ts';
import { renderControlImage } from '../../core/pose/index.ts';
import type { RemoteBackend, RemoteOrder } from '../../core/remote/index.ts';
import type { SeededRequest } from '../../core/request/index.ts';
import { base64From } from './base64.ts';

/** What the person lets a service do, and the name of the run. */
export type OrderOptions = Pick<RemoteOrder, 'enhancePrompt' | 'safetyChecker' | 'runId'>;

/** Draws and encodes what a back end takes of a request. */
export function orderOf(backend: RemoteBackend, request: SeededRequest, options: OrderOptions): RemoteOrder {
  const control = controlImage(backend, request);
  const { init } = request;
  const { abilities } = backend;
  return {
    ...options,
    request,
    ...(control && { control: encoded(control) }),
    ...(init && abilities.init && { init: atSize(init.image, request) }),
    ...(init?.mask && abilities.mask && { mask: atSize(init.mask, request) }),
  };
}

/** Paid services with a pose want a picture of it always: without people it is black. */
function controlImage(
  { abilities, kind }: RemoteBackend,
  { control, width, height }: SeededRequest,
): RgbaImage | undefined {
  if (abilities.pose === 'ignored') return undefined;
  if (control.kind === 'none') return kind === 'paid' ? blankImage(width, height) : undefined;
  if (control.kind === 'image') return resizeImage(control.image, width, height);
  const { pose, people } = control;
  const chosen = people
    ? { ...pose, people: pose.people.filter((_, index) => people.includes(index)) }
    : pose;
  return renderControlImage(chosen, width, height);
}

function atSize(image: RgbaImage, { width, height }: SeededRequest): string {
  return encoded(resizeImage(image, width, height));
}

function encoded(image: RgbaImage): string {
  return base64From(encodePng(image));
}

/** What leaves the page with an order, in words. */
export function sendsOf(
  { abilities }: RemoteBackend,
  { negativePrompt, control, init }: SeededRequest,
): string[] {
  const rows: readonly (readonly [boolean, string])[] = [
    [true, 'the prompt'],
    [abilities.negativePrompt && negativePrompt !== '', 'the negative prompt'],
    [abilities.pose === 'steers' && control.kind !== 'none', 'the skeleton as a picture'],
    [abilities.init && init !== undefined, 'the picture to start from'],
    [abilities.mask && init?.mask !== undefined, 'the mask'],
    [true, 'the settings, such as seed and steps'],
  ];
  return rows.flatMap(([is, words]) => (is ? [words] : []));
}
