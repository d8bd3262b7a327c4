/*
 * `npm run generate` as a person calls it: a process, its files, its one line of complaint, its exit code.
 */
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodePng, readPngTexts } from '../../core/png/index.ts';
import { openPoseJsonFrom, presetPose } from '../../core/pose/index.ts';
import { complaintOf } from '../../tools/cli/failures.ts';
import { generate } from '../../tools/cli/generate.ts';
import { peakSignalToNoise } from './closeness.ts';
import { type Outcome, runTool } from './run-tool.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FIXTURE = resolve(ROOT, 'tests/fixtures/models/pipeline');
const CHECKPOINTS = resolve(FIXTURE, '../../checkpoints');

const runGenerate = (...options: readonly string[]): Promise<Outcome> => runTool('generate', ...options);
/** The same without a process of its own, which takes longer to start than a small picture to draw. */
const draw = (...options: readonly string[]): Promise<void> => generate(['node', 'generate', ...options]);

describe('npm run generate', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'armature-'));
    const pose = openPoseJsonFrom(presetPose('standing', { width: 64, height: 96 }));
    await writeFile(at('pose.json'), JSON.stringify(pose));
    await writeFile(at('broken.json'), '{"people": [');
    await writeFile(at('other.json'), '{"persons": 3}');
  });

  afterAll(() => rm(folder, { recursive: true }));

  it("draws torch's picture, says how it was made, and writes the latents", async () => {
    const request = JSON.parse(await readFile(join(FIXTURE, 'request.json'), 'utf8')) as Record<
      string,
      string | number
    >;
    const { code, out, errors } = await runGenerate(
      ...['--model', FIXTURE, '--control-image', join(FIXTURE, 'control.png')],
      ...['--prompt', String(request['prompt']), '--negative-prompt', String(request['negative_prompt'])],
      ...['--seed', String(request['seed']), '--steps', '5', '--sampler', 'euler', '--scheduler', 'normal'],
      ...['--cfg', '5', '--width', '64', '--height', '96', '--control-strength', '0.9'],
      ...['--out', at('sub/out.png'), '--latents-out', at('latents.json')],
    );
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    expect(out).toMatch(
      /out\.png: [\d.]+ s \([\d.]+ % of it outside the networks\) after [\d.]+ s of preparation\n$/,
    );

    const png = await readFile(at('sub/out.png'));
    const expected = decodePng(await readFile(join(FIXTURE, 'picture.png')));
    expect(peakSignalToNoise(decodePng(png), expected)).toBeGreaterThan(60);
    const texts = readPngTexts(png);
    expect(texts['parameters']).toContain(
      'Steps: 5, Sampler: Euler, Schedule type: Normal, CFG scale: 5, Seed: 20260',
    );
    expect(JSON.parse(texts['armature'] ?? '')).toMatchObject({
      seed: 20260,
      model: 'pipeline',
      guidance: 5,
    });

    const latents = JSON.parse(await readFile(at('latents.json'), 'utf8')) as {
      shape: number[];
      data: number[];
    };
    expect(latents.shape).toEqual([1, 4, 12, 8]);
    expect(latents.data).toHaveLength(4 * 12 * 8);
  });

  it('prints several pictures as base64 and tells the seed that it drew', async () => {
    const { code, out, errors } = await runGenerate(
      ...['--model', FIXTURE, '--pose', at('pose.json'), '--prompt', 'a figure', '--seed', 'random'],
      ...['--steps', '1', '--width', '64', '--height', '96', '--samples', '2', '--base64'],
    );
    expect(code).toBe(0);
    expect(errors.join()).toMatch(/^seed \d+, /);
    const pictures = out.trim().split('\n');
    expect(pictures).toHaveLength(2);
    for (const text of pictures) {
      const { width, height } = decodePng(new Uint8Array(Buffer.from(text, 'base64')));
      expect([width, height]).toEqual([64, 96]);
    }
  });

  it('starts from a picture and writes several, numbered', async () => {
    const picture = join(FIXTURE, 'picture.png');
    await draw(
      ...['--model', FIXTURE, '--pose', at('pose.json'), '--prompt', 'a figure', '--steps', '2'],
      ...['--init-image', picture, '--mask', picture, '--strength', '0.5', '--width', '64', '--height', '96'],
      ...[
        '--samples',
        '2',
        '--clip-skip',
        '2',
        '--noise',
        'gpu',
        '--control-mode',
        'prompt',
        '--out',
        at('some.png'),
      ],
    );
    const texts = readPngTexts(await readFile(at('some-2.png')));
    expect(texts['parameters']).toContain('Denoising strength: 0.5, Clip skip: 2, RNG: GPU');
    expect(texts['parameters']).toContain('Control Mode: My prompt is more important');
    expect(JSON.parse(texts['armature'] ?? '')).toMatchObject({
      samples: 2,
      clipSkip: 2,
      noise: 'gpu',
      strength: 0.5,
    });
  });

  it('takes a pose as OpenPose JSON and a ControlNet of its own folder', async () => {
    await draw(
      ...['--model', FIXTURE, '--controlnet', join(FIXTURE, 'controlnet'), '--pose', at('pose.json')],
      ...[
        '--prompt',
        'a figure',
        '--steps',
        '1',
        '--width',
        '64',
        '--height',
        '96',
        '--out',
        at('posed.png'),
      ],
    );
    const { pose } = JSON.parse(readPngTexts(await readFile(at('posed.png')))['armature'] ?? '') as {
      pose: { people: unknown[]; canvas_width: number };
    };
    expect(pose.people).toHaveLength(1);
    expect(pose.canvas_width).toBe(64);
  });

  it('takes a checkpoint in one file, and LoRAs', async () => {
    const drawn = async (name: string, ...more: string[]): Promise<Buffer> => {
      await draw(
        ...['--model', join(CHECKPOINTS, 'checkpoint.safetensors'), '--tokenizer', FIXTURE],
        ...['--control-strength', '0'],
        ...['--prompt', 'a figure', '--steps', '1', '--width', '64', '--height', '64', '--out', at(name)],
        ...more,
      );
      return readFile(at(name));
    };
    const plain = await drawn('single.png');
    const lora = join(CHECKPOINTS, 'lora-kohya.safetensors');
    expect((await drawn('none.png', '--lora', `${lora}:0`)).equals(plain)).toBe(true);
    expect((await drawn('much.png', '--lora', `${lora}:4`)).equals(plain)).toBe(false);
  });

  const POSE = ['--pose', 'POSE'];
  const OUT = ['--out', 'OUT'];
  it('complains in one line and ends with exit code 2', async () => {
    const { code, out, errors } = await runGenerate('--pose', at('pose.json'), '--stpes', '3');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(errors).toEqual([expect.stringMatching(/^error: unknown option '--stpes'/)]);
  });

  it.each([
    ['an unknown option', [...POSE, ...OUT, '--stpes', '3'], "unknown option '--stpes'"],
    ['no output', POSE, '--out'],
    ['neither pose nor control image', OUT, '--pose'],
    ['a missing pose', ['--pose', '/nowhere/pose.json', ...OUT], '/nowhere/pose.json'],
    ['unreadable JSON', ['--pose', 'BROKEN', ...OUT], 'broken.json is no JSON'],
    ['JSON that is no pose', ['--pose', 'OTHER', ...OUT], 'people'],
    ['a control image that is none', ['--control-image', 'POSE', ...OUT], 'PNG'],
    [
      'a control image of other proportions',
      ['--control-image', join(FIXTURE, 'control.png'), ...OUT],
      '64x96',
    ],
    ['a missing model', [...POSE, ...OUT, '--model', '/nowhere'], '/nowhere'],
    [
      'a single file without a tokenizer',
      [...POSE, ...OUT, '--model', join(CHECKPOINTS, 'checkpoint.safetensors')],
      'tokenizer',
    ],
    ['a model file that is none', [...POSE, ...OUT, '--model', 'OTHER'], 'other.json'],
    [
      'a LoRA that is none',
      [...POSE, ...OUT, '--lora', join(CHECKPOINTS, 'controlnet.safetensors')],
      'no LoRA',
    ],
    ['a folder that is no model', [...POSE, ...OUT, '--model', join(ROOT, 'docs')], 'docs'],
    ['a size that is no multiple of 8', [...POSE, ...OUT, '--width', '100'], 'width'],
    ['a number that is none', [...POSE, ...OUT, '--steps', 'many'], 'many'],
    ['too many steps', [...POSE, ...OUT, '--steps', '5000'], 'steps'],
    ['an unknown sampler', [...POSE, ...OUT, '--sampler', 'magic'], 'magic'],
    ['a negative seed', [...POSE, ...OUT, '--seed=-1'], 'seed'],
  ])('refuses %s in one line', async (_what, options, hint) => {
    const places: Record<string, string> = {
      POSE: at('pose.json'),
      OUT: at('refused.png'),
      BROKEN: at('broken.json'),
      OTHER: at('other.json'),
    };
    const named = options.map((option) => places[option] ?? option);
    const error: unknown = await draw(...named).catch((thrown: unknown) => thrown);
    const { line, code } = complaintOf(error);
    expect(code).toBe(2);
    expect(line).toMatch(/^error: .+/);
    expect(line).toContain(hint);
    await expect(access(at('refused.png'))).rejects.toThrow('ENOENT');
  });
});
