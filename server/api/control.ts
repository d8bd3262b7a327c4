/*
 * What steers the figure: a drawn skeleton, or a pose as JSON.
 */
import { fitPose, type Pose, poseFromOpenPoseJson } from '../../core/pose/index.ts';
import { type ControlInput, REQUEST_LIMITS } from '../../core/request/index.ts';
import type { Size } from './drawing-size.ts';
import { fitOnBlack, type PictureSources, readPicture } from './pictures-in.ts';

/** The fields of a request that may hold it. */
export interface ControlFields {
  /** A skeleton picture: data URL, base64 or address. Empty where there is none. */
  readonly image: string;
  /** As messages call that field. */
  readonly field: string;
  /** OpenPose JSON; it comes before the picture. */
  readonly pose?: unknown;
}

/**
 * Reads what steers the figure.
 *
 * @throws ArmatureError `bad-pose`, `bad-image` or `bad-request`
 */
export async function readControl(
  { image, field, pose }: ControlFields,
  sources: PictureSources,
  signal: AbortSignal,
): Promise<ControlInput> {
  if (pose !== undefined && pose !== null) {
    return { kind: 'pose', pose: withoutExtra(poseFromOpenPoseJson(pose)) };
  }
  if (image === '') return { kind: 'none' };
  return { kind: 'image', image: await readPicture(image, field, sources, signal) };
}

/** What else a document holds is drawn by nobody, and may be nested too deeply to be sent to the engine. */
function withoutExtra({ width, height, people }: Pose): Pose {
  const bare = people.map((person) => {
    const copy = { ...person };
    delete copy.extra;
    return copy;
  });
  return { width, height, people: bare };
}

/** Brings a skeleton to another size: as large as fits with the aspect kept, in the middle. */
export function fitControl(control: ControlInput, size: Size): ControlInput {
  if (control.kind === 'image') {
    return { kind: 'image', image: fitOnBlack(control.image, size.width, size.height) };
  }
  return control.kind === 'pose' ? { ...control, pose: fitPose(control.pose, size) } : control;
}

/** The size of a picture that is to be as large as its skeleton, within the limits of pictures. */
export function sizeOf(control: Exclude<ControlInput, { readonly kind: 'none' }>): Size {
  const { width, height } = control.kind === 'pose' ? control.pose : control.image;
  const { min, max, step } = REQUEST_LIMITS.side;
  const scale = Math.min(1, max / Math.max(width, height));
  const side = (px: number): number => Math.max(min, step * Math.round((px * scale) / step));
  return { width: side(width), height: side(height) };
}
