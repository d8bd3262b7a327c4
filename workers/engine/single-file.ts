/*
 * A checkpoint in one file, seen as the folder that diffusers would save of it.
 */
import {
  inferConfigs,
  inferScheduler,
  recognise,
  recogniseBytes,
  standardConfigs,
} from '../../core/checkpoints/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { memorySource, openSafetensors, stateDictOf } from '../../core/weights/index.ts';
import type { ModelFolder, OpenedFile } from './model-folder.ts';

/**
 * Opens a single file as a folder.
 *
 * @param label - the file's name
 * @param tokens - folder of a model that has the tokenizer, which such files lack
 * @throws ArmatureError `unsupported-model` saying what the file is, `bad-weights`
 */
export async function singleFileFolder(
  source: OpenedFile,
  label: string,
  tokens: ModelFolder | undefined,
): Promise<ModelFolder> {
  recogniseBytes(await source.read(0, Math.min(32, source.size)), label);
  const file = await openSafetensors(source, label);
  const recognised = recognise(file);
  if (recognised.kind === 'refused') throw new ArmatureError(recognised.failure);
  const configs = inferConfigs(stateDictOf(file), recognised);
  const documents = new Map<string, unknown>([
    ['scheduler/scheduler_config.json', inferScheduler(file) ?? standardConfigs.scheduler],
  ]);
  const weights = new Set<string>();
  for (const [network, config] of Object.entries(configs)) {
    documents.set(`${network}/config.json`, config);
    // A ControlNet is a folder of its own.
    documents.set('config.json', config);
    weights.add(`${network}/diffusion_pytorch_model.safetensors`).add('diffusion_pytorch_model.safetensors');
  }
  return {
    label,
    async open(path) {
      if (weights.has(path)) return source;
      const document = documents.get(path);
      if (document !== undefined) return memorySource(new TextEncoder().encode(JSON.stringify(document)));
      return path.startsWith('tokenizer/') ? tokens?.open(path) : undefined;
    },
  };
}
