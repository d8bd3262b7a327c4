/*
 * What diffusers gave, as tools/full_size/reference.py writes it.
 */
import { basename, dirname } from 'node:path';
import { floatsFrom, openSafetensors, type SafetensorsFile } from '../../../core/weights/index.ts';
import { type CpuTensor, floats, integers } from '../../../workers/runtime/index.ts';
import { nodeFolder } from '../../cli/node-folder.ts';
import { missing } from '../../../workers/engine/model-folder.ts';

/** One run of one graph. */
export interface GraphReference {
  readonly inputs: Readonly<Record<string, CpuTensor>>;
  readonly outputs: Readonly<Record<string, CpuTensor>>;
}

/**
 * Reads what belongs to one graph.
 *
 * @param path - of the safetensors file
 * @param graph - such as `unet_512`
 * @throws ArmatureError `file-missing` or `bad-weights`
 */
export async function readGraphReference(path: string, graph: string): Promise<GraphReference> {
  const folder = nodeFolder(dirname(path));
  const source = await folder.open(basename(path));
  if (!source) throw missing(folder, basename(path));
  const file = await openSafetensors(source, path);
  return {
    inputs: await readTensors(file, `${graph}/inputs/`),
    outputs: await readTensors(file, `${graph}/outputs/`),
  };
}

async function readTensors(file: SafetensorsFile, prefix: string): Promise<Record<string, CpuTensor>> {
  const tensors: Record<string, CpuTensor> = {};
  for (const { name, dtype, shape } of file.entries.values()) {
    if (!name.startsWith(prefix)) continue;
    const bytes = await file.read(name);
    tensors[name.slice(prefix.length)] =
      dtype === 'I32'
        ? integers(new Int32Array(new Uint8Array(bytes).buffer), shape)
        : floats(floatsFrom(bytes, dtype, name), shape);
  }
  return tensors;
}
