/*
 * The whole pipeline that torch ran: tests/fixtures/models/pipeline.
 */
import type { RgbaImage } from '../../core/image/index.ts';
import { decodePng } from '../../core/png/index.ts';
import type { GenerateRequest } from '../../core/request/index.ts';
import type { OpenFixture } from './cases.ts';
import { readTensors } from './reference.ts';

/** What was asked of torch and what it gave. */
export interface PipelineCase {
  readonly request: GenerateRequest;
  readonly picture: RgbaImage;
  /** After the last step, float32 `[4, height, width]`. */
  readonly latents: Float32Array;
}

interface RequestFile {
  readonly prompt: string;
  readonly negative_prompt: string;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly steps: number;
  readonly guidance: number;
  readonly control_strength: number;
}

/** Reads the case. */
export async function loadPipelineCase(open: OpenFixture): Promise<PipelineCase> {
  const read = async (name: string): Promise<Uint8Array> => {
    const source = await open(`pipeline/${name}`);
    return source.read(0, source.size);
  };
  const pictureOf = async (name: string): Promise<RgbaImage> => {
    const { width, height, data } = decodePng(await read(name));
    return { width, height, data: new Uint8ClampedArray(data) };
  };
  const json = new TextDecoder().decode(await read('request.json'));
  const { negative_prompt, control_strength, ...shared } = JSON.parse(json) as RequestFile;
  const tensors = await readTensors(await open('pipeline/reference.safetensors'), 'pipeline');
  const steps = tensors.get('latents');
  if (!steps) throw new Error('The pipeline has no latents.');
  return {
    request: {
      ...shared,
      negativePrompt: negative_prompt,
      controlStrength: control_strength,
      sampler: 'euler',
      scheduler: 'normal',
      control: { kind: 'image', image: await pictureOf('control.png') },
    },
    picture: await pictureOf('picture.png'),
    latents: Float32Array.from(steps.data.slice(-steps.data.length / (steps.shape[0] ?? 1))),
  };
}
