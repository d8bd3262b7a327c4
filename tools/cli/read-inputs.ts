/*
 * What the command line reads from disk: JSON, poses, pictures, the manifest's defaults.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { RgbaImage } from '../../core/image/index.ts';
import { type ModelEntry, type ModelsManifest, parseManifest } from '../../core/manifest/index.ts';
import { decodePng } from '../../core/png/index.ts';
import { type Pose, poseFromOpenPoseJson } from '../../core/pose/index.ts';
import { ArmatureError } from '../../core/result/index.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** The manifest of the page. */
export async function readManifest(): Promise<ModelsManifest> {
  return parseManifest(await readJson(resolve(ROOT, 'models-manifest.json'), 'bad-config'));
}

/** The model that comes with the page, with the folder that holds it. */
export async function builtInModel(): Promise<{ readonly entry: ModelEntry; readonly folder: string }> {
  const { models } = await readManifest();
  const entry = models.find(({ builtIn }) => builtIn);
  if (!entry)
    throw new ArmatureError({ code: 'bad-config', message: 'models-manifest.json lists no model.' });
  return { entry, folder: resolve(ROOT, 'public', entry.base ?? '') };
}

/**
 * Reads a pose.
 *
 * @throws ArmatureError `file-missing`, or `bad-pose` when it is no OpenPose JSON
 */
export async function readPose(path: string): Promise<Pose> {
  return poseFromOpenPoseJson(await readJson(path, 'bad-pose'));
}

/**
 * Reads a picture that goes into one of the given size. It may be larger or smaller, in the same proportions.
 *
 * @throws ArmatureError `file-missing`, or `bad-image` when it is no PNG or has other proportions
 */
export async function readPicture(
  path: string,
  target: { readonly width: number; readonly height: number },
): Promise<RgbaImage> {
  const { width, height, data } = decodePng(await readBytes(path));
  if (width * target.height !== height * target.width) {
    throw new ArmatureError({
      code: 'bad-image',
      message: `${path} has ${width}x${height} px, which are other proportions than ${target.width}x${target.height} px.`,
      next: 'Change --width and --height, or the picture.',
    });
  }
  return { width, height, data: new Uint8ClampedArray(data) };
}

async function readJson(path: string, code: 'bad-config' | 'bad-pose'): Promise<unknown> {
  const text = new TextDecoder().decode(await readBytes(path));
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ArmatureError({ code, message: `${path} is no JSON: ${reason}.` });
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ArmatureError({ code: 'file-missing', message: `${path} cannot be read (${reason}).` });
  }
}
