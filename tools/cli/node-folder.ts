import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { recognise, recogniseBytes, type WeightedLora } from '../../core/checkpoints/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { openSafetensors, stateDictOf } from '../../core/weights/index.ts';
import type { ModelFolder } from '../../workers/engine/model-folder.ts';
import { singleFileFolder } from '../../workers/engine/single-file.ts';
import { nodeFolder, openFile } from '../../workers/node/node-folder.ts';

export { nodeFolder } from '../../workers/node/node-folder.ts';

/**
 * A model folder that a person named.
 *
 * @throws ArmatureError `file-missing` when there is no such folder
 */
export async function existingFolder(path: string): Promise<ModelFolder> {
  const info = await stat(path).catch(() => undefined);
  if (info?.isDirectory()) return nodeFolder(path);
  throw new ArmatureError({ code: 'file-missing', message: `There is no folder ${path}.` });
}

/**
 * A model that a person named: a folder, or a checkpoint in one file.
 *
 * @param tokens - folder of a model that has the tokenizer, which single files lack
 * @throws ArmatureError `file-missing`, or what the file is refused for
 */
export async function folderOrFile(path: string, tokens?: ModelFolder): Promise<ModelFolder> {
  const file = await openFile(path);
  return file ? singleFileFolder(file, basename(path), tokens) : existingFolder(path);
}

/**
 * Opens a LoRA that a person named.
 *
 * @throws ArmatureError `file-missing`, `unsupported-model` when it is none, `bad-weights`
 */
export async function openLora(path: string, weight: number): Promise<WeightedLora> {
  const source = await openFile(path);
  if (!source) throw new ArmatureError({ code: 'file-missing', message: `There is no file ${path}.` });
  recogniseBytes(await source.read(0, Math.min(32, source.size)), basename(path));
  const file = await openSafetensors(source, basename(path));
  const recognised = recognise(file);
  if (recognised.kind === 'refused') throw new ArmatureError(recognised.failure);
  if (recognised.kind !== 'lora') {
    throw new ArmatureError({ code: 'unsupported-model', message: `${path} is no LoRA.` });
  }
  return { state: stateDictOf(file), weight, metadata: file.metadata };
}
