/*
 * The one door for files that may hold a pose.
 */
import type { RgbaImage } from '../../image/index.ts';
import { decodePng, readPngTexts } from '../../png/index.ts';
import { ArmatureError, messageOf } from '../../result/index.ts';
import { words } from '../../words/index.ts';
import type { CanvasSize } from '../types.ts';
import { badPose } from './bad-pose.ts';
import {
  MAX_JSON_BYTES,
  parsePoseText,
  type PoseReading,
  readPoseDocument,
  readPoseText,
  tooLong,
} from './pose-documents.ts';
import { poseFromSkeletonPicture } from './skeleton-picture/recover.ts';

/** Keyword of the text chunk under which our PNG files carry their record, the pose included. */
export const RECORD_KEYWORD = 'armature';

/** What is known about a file besides its bytes. */
export interface PoseFileContext {
  /** Canvas of a document that tells none. */
  readonly canvas?: CanvasSize;
  /** Name of the file, for messages. */
  readonly name?: string;
}

/** A skeleton's drawing has a few megapixels; more is refused before it is decoded. */
const MAX_PIXELS = 32 * 1024 * 1024;
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47];
/** Where a PNG file has its width and height. */
const PNG_WIDTH = 16;

/**
 * Reads a pose from a file of any kind that is known: JSON in all forms of `readPoseDocument`, our own PNG files, which
 * carry it as text, and PNG pictures of a skeleton, from which it is recovered. What the file is, is told by its content.
 *
 * @throws ArmatureError `bad-pose` when there is no pose in it, `bad-image` for a PNG file that cannot be decoded
 */
export function readPose(bytes: Uint8Array, { canvas, name }: PoseFileContext = {}): PoseReading {
  try {
    return isPng(bytes) ? readPng(bytes, canvas) : readJson(bytes, canvas);
  } catch (error) {
    if (!(error instanceof ArmatureError) || name === undefined) throw error;
    const { failure } = error;
    throw new ArmatureError({ ...failure, message: words`${name}: ${messageOf(failure)}` }, { cause: error });
  }
}

/**
 * Recovers a pose from a decoded picture of a skeleton, such as a JPEG file that the browser has decoded.
 *
 * @throws ArmatureError `bad-pose` when it is no such picture
 */
export function readSkeletonPicture(image: RgbaImage): PoseReading {
  const { pose, notes } = poseFromSkeletonPicture(image);
  return { found: words`Picture of a skeleton`, frames: [pose], notes };
}

function readPng(bytes: Uint8Array, canvas: CanvasSize | undefined): PoseReading {
  checkPngSize(bytes);
  const texts = readPngTexts(bytes);
  const record = texts[RECORD_KEYWORD];
  if (record !== undefined) {
    const json = parsePoseText(record);
    if (hasPose(json))
      return { ...readPoseDocument(json, canvas), found: words`Picture with its pose inside` };
  }
  try {
    return readSkeletonPicture(decodePng(bytes));
  } catch (error) {
    const isGenerated = record !== undefined || 'parameters' in texts || 'workflow' in texts;
    if (!(error instanceof ArmatureError) || error.code !== 'bad-pose' || !isGenerated) throw error;
    throw badPose(
      words`The picture tells how it was made, but has no pose inside, and it is no picture of a skeleton.`,
      words`Open the skeleton that it was made with.`,
    );
  }
}

function hasPose(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'pose' in json;
}

function isPng(bytes: Uint8Array): boolean {
  return PNG_SIGNATURE.every((value, index) => bytes[index] === value);
}

function checkPngSize(bytes: Uint8Array): void {
  if (bytes.length < PNG_WIDTH + 8) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(PNG_WIDTH), view.getUint32(PNG_WIDTH + 4)];
  if (width * height > MAX_PIXELS) {
    throw badPose(
      words`The picture is too large for a skeleton: ${width}x${height} px is above 32 megapixels.`,
    );
  }
}

function readJson(bytes: Uint8Array, canvas: CanvasSize | undefined): PoseReading {
  if (bytes.length > MAX_JSON_BYTES) throw tooLong();
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw badPose(words`The file is neither JSON nor a PNG picture.`);
  }
  return readPoseText(text, canvas);
}
