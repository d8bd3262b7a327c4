/*
 * The command line of `npm run generate`.
 */
import { Command, Option } from 'commander';
import type { ModelDefaults } from '../../core/manifest/index.ts';
import { NOISE_SOURCES, type NoiseSourceName } from '../../core/noise/index.ts';
import { WEIGHT_POLICIES, type WeightPolicy } from '../../core/quantize/index.ts';
import { CONTROL_MODES, type ControlMode } from '../../core/request/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import {
  SAMPLER_NAMES,
  type SamplerName,
  SCHEDULER_NAMES,
  type SchedulerName,
} from '../../core/sampling/index.ts';
import { numberFrom, parseArguments } from './parse-arguments.ts';

/** A LoRA file and its factor. */
export interface LoraOption {
  readonly path: string;
  readonly weight: number;
}

/** What was asked for, defaults filled in. */
export interface CommandOptions {
  /** OpenPose JSON file. */
  readonly pose?: string;
  /** PNG file, instead of a pose. */
  readonly controlImage?: string;
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly clipSkip: number;
  readonly seed: number | 'random';
  readonly noise: NoiseSourceName;
  readonly samples: number;
  readonly steps: number;
  readonly sampler: SamplerName;
  readonly scheduler: SchedulerName;
  readonly cfg: number;
  readonly cfgEnd: number;
  readonly width: number;
  readonly height: number;
  readonly controlStrength: number;
  readonly controlStart: number;
  readonly controlEnd: number;
  readonly controlMode: ControlMode;
  /** Indices of the people of the pose that are drawn. */
  readonly people?: readonly number[];
  /** PNG file to start from. */
  readonly initImage?: string;
  readonly strength: number;
  /** PNG file: white is painted, black is kept. */
  readonly mask?: string;
  readonly model: string;
  readonly tokenizer?: string;
  readonly controlnet?: string;
  readonly lora: readonly LoraOption[];
  readonly policy: WeightPolicy;
  /** Absent where pictures go to the standard output. */
  readonly out?: string;
  readonly base64?: boolean;
  readonly latentsOut?: string;
  readonly threads?: number;
}

/** What the options fall back on. */
export interface CommandDefaults extends ModelDefaults {
  /** Folder of the built-in model. */
  readonly model: string;
}

/**
 * Parses the command line.
 *
 * @throws ArmatureError `bad-request` for unknown options, missing ones and values that do not parse
 */
export function parseCommand(argv: readonly string[], defaults: CommandDefaults): CommandOptions {
  const options = parseArguments(command(defaults), argv).opts<CommandOptions>();
  if (options.pose !== undefined && options.controlImage !== undefined) {
    throw new ArmatureError({
      code: 'bad-request',
      message: 'Give either --pose or --control-image, not both.',
    });
  }
  if (options.pose === undefined && options.controlImage === undefined && options.controlStrength > 0) {
    throw new ArmatureError({
      code: 'bad-request',
      message: 'There is neither --pose nor --control-image.',
      next: 'Give one of them, or --control-strength 0.',
    });
  }
  if (options.out === undefined && options.base64 !== true) {
    throw new ArmatureError({ code: 'bad-request', message: 'Give --out, --base64, or both.' });
  }
  if (options.mask !== undefined && options.initImage === undefined) {
    throw new ArmatureError({ code: 'bad-request', message: '--mask needs --init-image.' });
  }
  return options;
}

function command(defaults: CommandDefaults): Command {
  return new Command('generate')
    .description('Generate a picture of a figure in a pose.')
    .option('--pose <file>', 'pose as OpenPose JSON')
    .option('--control-image <file>', 'skeleton drawn as PNG, instead of a pose')
    .option('--prompt <text>', 'what to draw', defaults.prompt)
    .option('--negative-prompt <text>', 'what to avoid', defaults.negativePrompt)
    .option(
      '--clip-skip <number>',
      'layer of the text encoder, counted from the last, which is 1',
      numberFrom,
      1,
    )
    .option('--seed <number>', 'seed of the noise, or "random"', seedFrom, 0)
    .addOption(new Option('--noise <generator>', 'what the seed feeds').choices(NOISE_SOURCES).default('cpu'))
    .option('--samples <number>', 'pictures to make, 1 to 4', numberFrom, 1)
    .option('--steps <number>', 'denoising steps', numberFrom, defaults.steps)
    .addOption(new Option('--sampler <name>').choices(SAMPLER_NAMES).default(defaults.sampler))
    .addOption(new Option('--scheduler <name>').choices(SCHEDULER_NAMES).default(defaults.scheduler))
    .option('--cfg <number>', 'classifier-free guidance scale', numberFrom, defaults.guidance)
    .option('--cfg-end <share>', 'share of the steps after which guidance ends', numberFrom, 1)
    .option('--width <px>', 'of the picture', numberFrom, defaults.width)
    .option('--height <px>', 'of the picture', numberFrom, defaults.height)
    .option('--control-strength <number>', 'weight of the pose', numberFrom, 1)
    .option('--control-start <share>', 'share of the steps at which the pose begins to count', numberFrom, 0)
    .option('--control-end <share>', 'share of the steps at which it ends to', numberFrom, 1)
    .addOption(
      new Option('--control-mode <name>', 'what comes first').choices(CONTROL_MODES).default('balanced'),
    )
    .option('--people <numbers>', 'people of the pose to draw, such as 0,2 (default: all)', indicesFrom)
    .option('--init-image <file>', 'PNG to start from')
    .option('--strength <share>', 'of the way from that picture to noise', numberFrom, 0.8)
    .option('--mask <file>', 'PNG: white is painted anew, black is kept')
    .option('--model <path>', 'diffusers folder, or a checkpoint in one .safetensors file', defaults.model)
    .option('--tokenizer <dir>', 'model folder with the tokenizer that a single file lacks')
    .option('--controlnet <path>', 'folder or file of the ControlNet (default: "controlnet" in the model)')
    .option('--lora <file[:weight]>', 'LoRA to add to the weights; may be given again', loraFrom, [])
    .addOption(
      new Option('--policy <name>', 'storage of raw weights').choices(WEIGHT_POLICIES).default('f32'),
    )
    .option('--threads <number>', 'threads of the runtime (default: one for each processor)', numberFrom)
    .option('--out <file>', 'PNG to write; several get a number before the ending')
    .option('--base64', 'print each PNG as a line of base64, and all else to the error stream')
    .option('--latents-out <file>', 'JSON to write the final latents to');
}

/** `file.safetensors:0.8`; 1 without a number. */
function loraFrom(text: string, before: readonly LoraOption[]): readonly LoraOption[] {
  const [, path = text, weight = '1'] = /^(.+?)(?::(-?[\d.]+))?$/.exec(text) ?? [];
  return [...before, { path, weight: numberFrom(weight) }];
}

function seedFrom(text: string): number | 'random' {
  return text === 'random' ? text : numberFrom(text);
}

function indicesFrom(text: string): readonly number[] {
  return text.split(',').map(numberFrom);
}
