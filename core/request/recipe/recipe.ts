import * as v from 'valibot';
import type { Pose } from '../../pose/index.ts';
import { words, type Words } from '../../words/index.ts';
import { type CheckedRequest, PICTURE_FIELDS } from '../schema.ts';
import type { PlaceInRun, SafetyVerdict } from '../picture-texts.ts';
import type { Upscaling } from '../upscaled-texts.ts';

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
  /** Which picture of its run it is; absent where it is the only one, its seed alone gives it, or that is not told. */
  readonly inBatch?: PlaceInRun;
  readonly pose?: Pose;
  /** Indices of the people that the pose counted for; everybody unless given. */
  readonly people?: readonly number[];
  /** How it was enlarged after it was drawn. */
  readonly upscaled?: Upscaling;
  /** What the safety checker said; absent where nobody asked it. */
  readonly safety?: SafetyVerdict;
  /** What the file tells and a request cannot take, a sentence each. */
  readonly notes: readonly Words[];
}

/** Fields of a request as a file has them: any value, or none. */
export type Candidates = { readonly [Name in keyof RequestSettings]?: unknown };

const LABELS: Readonly<Record<keyof RequestSettings, Words>> = {
  prompt: words`prompt`,
  negativePrompt: words`negative prompt`,
  template: words`template of the prompt`,
  clipSkip: words`clip skip`,
  seed: words`seed`,
  noise: words`kind of seed`,
  samples: words`number of pictures`,
  width: words`width`,
  height: words`height`,
  steps: words`number of steps`,
  guidance: words`guidance`,
  guidanceEnd: words`end of guidance`,
  sampler: words`sampler`,
  scheduler: words`schedule`,
  controlStrength: words`pose strength`,
  controlStart: words`start of the pose`,
  controlEnd: words`end of the pose`,
  controlMode: words`pose or prompt`,
};

/** Parts the fields that a request can take from those that it cannot, which are told. */
export function takeSettings(candidates: Candidates): {
  readonly settings: Partial<RequestSettings>;
  readonly notes: readonly Words[];
} {
  const notes: Words[] = [];
  const taken = Object.entries(candidates).flatMap(([name, value]) => {
    if (value === undefined || value === null) return [];
    const field = name as keyof RequestSettings;
    const parsed = v.safeParse(PICTURE_FIELDS[field], value);
    if (parsed.success) return [[field, parsed.output] as const];
    notes.push(words`The ${LABELS[field]} of the picture, ${shortened(value)}, cannot be used here.`);
    return [];
  });
  return { settings: Object.fromEntries(taken), notes };
}

/** A value in the words of a sentence. */
export function shortened(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
