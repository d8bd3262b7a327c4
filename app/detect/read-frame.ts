/*
 * Picture files and videos become frames to look at.
 */
import type { RgbaImage } from '../../core/image/index.ts';
import { ArmatureError, makeFailure } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { checkPixels, HEAD_BYTES } from '../ui/picture-limits.ts';
import { say } from '../words/say.ts';
import { isCutOff, readPictureHeader } from './picture-header.ts';

/** A still picture to look at. */
export interface Frame {
  /** Reduced where the original is large. */
  readonly image: RgbaImage;
  /** Of the original, turned as it is to be seen; px. */
  readonly width: number;
  /** px */
  readonly height: number;
  readonly name: string;
  /** What the person should know of how it was read. */
  readonly notes: readonly string[];
  /** The picture as a file that does not move. */
  toFile(): Promise<Blob>;
}

/** Longest side that detectors get, in px: more than any of them uses of one person. */
const LONGEST_SIDE = 2048;
const SHORTEST_SIDE = 16;

/**
 * Reads a picture file, turned as its camera says. Of one that moves the first frame is taken.
 *
 * @throws ArmatureError `bad-image` when it is an SVG, too small, too large, or nothing that the browser can decode
 */
export async function readPictureFrame(file: Blob, name: string): Promise<Frame> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  if (isSvg(head)) throw new ArmatureError(SVG);
  const header = readPictureHeader(head);
  if (header) checkSize(header);
  const bitmap = await decode(file);
  try {
    checkSize(bitmap);
    const image = pixelsOf(bitmap, bitmap, LONGEST_SIDE);
    const animated = header?.animated === true;
    const cut = isCutOff(new Uint8Array(await file.arrayBuffer()));
    return {
      ...{ image, width: bitmap.width, height: bitmap.height, name },
      notes: [
        ...(cut ? [say`The file is cut off: a part of the picture is missing.`] : []),
        ...(animated ? [say`It moves: only its first frame is looked at.`] : []),
        ...reductionWords(bitmap, image),
      ],
      toFile: () => (animated ? fileOf(image) : Promise.resolve(file)),
    };
  } finally {
    bitmap.close();
  }
}

/**
 * Takes what a video shows now, not mirrored.
 *
 * @param longest - px; larger frames are reduced to it
 * @returns undefined where the video has no frame yet
 */
export function readVideoFrame(
  video: HTMLVideoElement,
  name: string,
  longest = LONGEST_SIDE,
): Frame | undefined {
  const { videoWidth: width, videoHeight: height, readyState } = video;
  if (width === 0 || height === 0 || readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return undefined;
  const image = pixelsOf(video, { width, height }, longest);
  return { image, width, height, name, notes: [], toFile: () => fileOf(image) };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function pixelsOf(source: CanvasImageSource, { width, height }: Size, longest: number): RgbaImage {
  const scale = Math.min(1, longest / Math.max(width, height));
  const size = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const context = canvasOf(size);
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, size.width, size.height);
  const { data } = context.getImageData(0, 0, size.width, size.height);
  return { ...size, data: new Uint8ClampedArray(data) };
}

async function fileOf(image: RgbaImage): Promise<Blob> {
  const context = canvasOf(image);
  context.putImageData(new ImageData(image.data, image.width, image.height), 0, 0);
  return context.canvas.convertToBlob({ type: 'image/webp', quality: 0.92 });
}

function canvasOf({ width, height }: Size): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new ArmatureError({ code: 'bad-image', message: words`The browser gives no canvas.` });
  return context;
}

function decode(file: Blob): Promise<ImageBitmap> {
  return createImageBitmap(file, { imageOrientation: 'from-image' }).catch((cause: unknown) => {
    throw new ArmatureError(
      {
        code: 'bad-image',
        message: words`The browser cannot read this file as a picture.`,
        next: words`It may be damaged. Open another PNG, JPEG, WebP, GIF or AVIF file.`,
      },
      { cause },
    );
  });
}

function checkSize({ width, height }: Size): void {
  if (Math.min(width, height) < SHORTEST_SIDE) {
    throw new ArmatureError({
      code: 'bad-image',
      message: words`The picture is only ${width} × ${height} px: nobody can be made out in it.`,
      next: words`Open one with sides of at least ${SHORTEST_SIDE} px.`,
    });
  }
  checkPixels({ width, height });
}

function reductionWords(from: Size, to: Size): string[] {
  if (from.width === to.width && from.height === to.height) return [];
  return [say`Looked at in ${to.width} × ${to.height} px instead of ${from.width} × ${from.height}.`];
}

function isSvg(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head.subarray(0, 4096));
  return /^\s*</.test(text.replace(/^\uFEFF/, '')) && /<svg[\s>]/i.test(text);
}

const SVG = makeFailure({
  code: 'bad-image',
  message: words`An SVG is a drawing of shapes and has no pixels to look at.`,
  next: words`Export it as PNG and open that.`,
});
