/*
 * Cameras of this machine: opening one, listing them, taking a frame.
 */
import { ArmatureError, type Failure, makeFailure } from '../../core/result/index.ts';
import { words, type Words } from '../../core/words/index.ts';
import { say } from '../words/say.ts';

/** A camera to choose. */
export interface CameraDevice {
  readonly id: string;
  readonly label: string;
}

/** Enough for a detector and for a reference at most sizes; a camera gives what is nearest. */
const IDEAL = { width: { ideal: 1280 }, height: { ideal: 960 } } as const;
const JPEG_QUALITY = 0.92;

/**
 * Opens a camera; the browser asks the person first.
 *
 * @param id - the one facing the person where it is left out
 * @throws ArmatureError `camera`, with words for each way that a camera is not to be had
 */
export async function openCamera(id?: string): Promise<MediaStream> {
  // Typed as always there, but absent on pages that come neither over HTTPS nor from this machine.
  const media = navigator.mediaDevices as MediaDevices | undefined;
  if (!media) throw new ArmatureError(INSECURE);
  const which = id === undefined ? { facingMode: 'user' } : { deviceId: { exact: id } };
  try {
    return await media.getUserMedia({ video: { ...IDEAL, ...which }, audio: false });
  } catch (error) {
    throw new ArmatureError(cameraFailure(error), { cause: error });
  }
}

/** Lists the cameras. Before the person has allowed one, browsers name none. */
export async function listCameras(): Promise<CameraDevice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }, index) => ({ id: deviceId, label: label || say`Camera ${index + 1}` }));
}

/** Lets go of a camera, so that its light goes out. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/**
 * Takes the frame that a video shows, as the camera sees it: a preview may be mirrored, the picture is not.
 *
 * @throws ArmatureError `camera` when the video has no frame yet
 */
export async function captureFrame(video: HTMLVideoElement): Promise<Blob> {
  const { videoWidth: width, videoHeight: height } = video;
  const context = width > 0 ? new OffscreenCanvas(width, height).getContext('2d') : null;
  if (!context) throw new ArmatureError(NO_FRAME);
  context.drawImage(video, 0, 0);
  return context.canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
}

const INSECURE: Failure = makeFailure({
  code: 'camera',
  message: words`The browser gives cameras only to pages that come over HTTPS or from this machine.`,
  next: words`Open the page over HTTPS, or open a picture file instead.`,
});

const NO_FRAME: Failure = makeFailure({
  code: 'camera',
  message: words`The camera has not shown a picture yet.`,
  next: words`Wait a moment and try again.`,
});

/** What a camera that was unplugged, or taken away in the browser's settings, is told as. */
export const CAMERA_ENDED: Failure = makeFailure({
  code: 'camera',
  message: words`The camera stopped: it was unplugged, or the browser took it back.`,
  next: words`Connect it and try again.`,
});

/** Words for what `getUserMedia` throws. */
export function cameraFailure(error: unknown): Failure {
  const name = error instanceof Error ? error.name : '';
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return makeFailure({ code: 'camera', detail, ...(WORDS[name] ?? OTHER) });
}

interface Told {
  readonly message: Words;
  readonly next: Words;
}

const OTHER: Told = {
  message: words`The camera could not be opened.`,
  next: words`Try again, or open a picture file instead.`,
};
const MISSING: Told = {
  message: words`There is no camera on this machine.`,
  next: words`Connect one and try again, or open a picture file instead.`,
};
const WORDS: Readonly<Record<string, Told>> = {
  NotAllowedError: {
    message: words`This page may not use the camera.`,
    next: words`Allow the camera in the settings of this site, beside the address, and try again.`,
  },
  NotFoundError: MISSING,
  OverconstrainedError: {
    message: words`The camera that was chosen is not there any more.`,
    next: words`Choose another one.`,
  },
  NotReadableError: {
    message: words`The camera does not answer: another program may be using it.`,
    next: words`Close that program and try again.`,
  },
};
