import * as v from 'valibot';
import type { Pose } from '../../pose/index.ts';
import { type CheckedRequest, PICTURE_FIELDS } from '../schema.ts';

/** The plain fields of a request. */
export type RequestSettings = Omit<CheckedRequest, 'control' | 'init' | 'trackId'>;

/** How a picture was made, as far as its file tells. */
export interface Recipe {
  readonly software: 'armature' | 'a1111' | 'comfyui';
  /** What the file names and a request can take. */
  readonly settings: Partial<RequestSettings>;
  /** Name of the model. */
  readonly model?: string;
  /** Name of the ControlNet. */
  readonly controlNet?: string;
  /** Names of LoRAs, each with the factor on its change of the weights. */
  readonly loras: readonly { readonly id: string; readonly weight: number }[];
  /** Share of the way from a picture to noise, where it was started from one. */
  readonly strength?: number;
  readonly pose?: Pose;
  /** What the file tells and a request cannot take, a sentence each. */
  readonly notes: readonly string[];
}

/** Fields of a request as a file has them: any value, or none. */
export type Candidates = { readonly [Name in keyof RequestSettings]?: unknown };

const LABELS: Readonly<Record<keyof RequestSettings, string>> = {
  prompt: 'prompt',
  negativePrompt: 'negative prompt',
  template: 'template of the prompt',
  clipSkip: 'clip skip',
  seed: 'seed',
  noise: 'kind of seed',
  samples: 'number of pictures',
  width: 'width',
  height: 'height',
  steps: 'number of steps',
  guidance: 'guidance',
  guidanceEnd: 'end of guidance',
  sampler: 'sampler',
  scheduler: 'schedule',
  controlStrength: 'pose strength',
  controlStart: 'start of the pose',
  controlEnd: 'end of the pose',
  controlMode: 'pose or prompt',
};

/** Parts the fields that a request can take from those that it cannot, which are told. */
export function takeSettings(candidates: Candidates): {
  readonly settings: Partial<RequestSettings>;
  readonly notes: readonly string[];
} {
  const notes: string[] = [];
  const taken = Object.entries(candidates).flatMap(([name, value]) => {
    if (value === undefined || value === null) return [];
    const field = name as keyof RequestSettings;
    const parsed = v.safeParse(PICTURE_FIELDS[field], value);
    if (parsed.success) return [[field, parsed.output] as const];
    notes.push(`The ${LABELS[field]} of the picture, ${shortened(value)}, cannot be used here.`);
    return [];
  });
  return { settings: Object.fromEntries(taken), notes };
}

/** A value in the words of a sentence. */
export function shortened(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
