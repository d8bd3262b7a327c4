/*
 * One generation request: what the page, the command line and (later) the remote APIs all speak.
 */
import * as v from 'valibot';
import type { RgbaImage } from '../image/index.ts';
import { NOISE_SOURCES, type NoiseSourceName } from '../noise/index.ts';
import type { Pose } from '../pose/index.ts';
import type { PromptWords } from '../prompt/index.ts';
import { ArmatureError } from '../result/index.ts';
import type { SamplerName, SchedulerName } from '../sampling/index.ts';
import { SAMPLER_NAMES, SCHEDULER_NAMES } from '../sampling/index.ts';
import { verbatim, type Words, words } from '../words/index.ts';
import { REQUEST_LIMITS } from './limits.ts';

/** What steers the figure: a pose to draw, a finished control picture (RGB skeleton on black), or nothing. */
export type ControlInput =
  | {
      readonly kind: 'pose';
      readonly pose: Pose;
      /** Indices of the people to draw; everybody unless given. */
      readonly people?: readonly number[];
    }
  | { readonly kind: 'image'; readonly image: RgbaImage }
  | { readonly kind: 'none' };

/**
 * Whom to believe where prompt and pose disagree, as A1111 has it: `prompt` weakens the residuals of the outer layers,
 * `control` does too and withholds them from the negative prompt, so that guidance strengthens the pose.
 */
export const CONTROL_MODES = ['balanced', 'prompt', 'control'] as const;

/** One of {@link CONTROL_MODES}. */
export type ControlMode = (typeof CONTROL_MODES)[number];

/** A picture to start from. */
export interface InitInput {
  /** Brought to the size of the request. */
  readonly image: RgbaImage;
  /** Share of the way from the picture to pure noise: 0 gives it back, 1 forgets it. */
  readonly strength: number;
  /** Where to paint: white is made anew, black is kept, gray is blended. The whole picture unless given. */
  readonly mask?: RgbaImage;
}

/** Everything that decides a picture, together with the model. What may be left out has the default it names. */
export interface GenerateRequest {
  /** With weights and breaks in A1111's syntax, as long as 8 chunks of the text encoder hold. */
  readonly prompt: string;
  /** As the prompt. */
  readonly negativePrompt: string;
  /**
   * What the words were made of, before styles were put around them and wildcards were filled; absent where they were
   * written as they are. Nothing is drawn of it.
   */
  readonly template?: PromptWords | undefined;
  /** Layer of the text encoder that is listened to, counted from the last, as in A1111; the last, 1, by default. */
  readonly clipSkip?: number | undefined;
  /** Seeds the initial latents; with `null` one is drawn, and told with the picture. */
  readonly seed: number | null;
  /** Which generator the seed feeds, `cpu` by default. */
  readonly noise?: NoiseSourceName | undefined;
  /** Number of pictures, 1 by default. */
  readonly samples?: number | undefined;
  /** Picture width in px, a multiple of 8. */
  readonly width: number;
  /** Picture height in px, a multiple of 8. */
  readonly height: number;
  readonly steps: number;
  /** Classifier-free guidance scale; 1 turns guidance off. */
  readonly guidance: number;
  /** Share of the steps after which guidance ends, which makes the rest faster; 1 by default. */
  readonly guidanceEnd?: number | undefined;
  readonly sampler: SamplerName;
  readonly scheduler: SchedulerName;
  /** Factor on the ControlNet residuals; 0 turns the pose off. */
  readonly controlStrength: number;
  /** Shares of the steps between which the ControlNet runs, 0 and 1 by default. */
  readonly controlStart?: number | undefined;
  readonly controlEnd?: number | undefined;
  /** `balanced` by default. */
  readonly controlMode?: ControlMode | undefined;
  readonly control: ControlInput;
  readonly init?: InitInput | undefined;
  /** The caller's name for this request, given back with every event; none by default. */
  readonly trackId?: string | null | undefined;
}

/** A checked request with nothing left out but the picture to start from. */
export type CheckedRequest = Required<Omit<GenerateRequest, 'template' | 'init' | 'trackId'>> & {
  readonly [
    Name in 'noise' | 'clipSkip' | 'samples' | 'guidanceEnd' | 'controlStart' | 'controlEnd' | 'controlMode'
  ]: NonNullable<GenerateRequest[Name]>;
} & { readonly trackId: string | null; readonly template?: PromptWords; readonly init?: InitInput };

/** A checked request with the seed that it ran with. */
export type SeededRequest = CheckedRequest & { readonly seed: number };

const LIMITS = REQUEST_LIMITS;

const within = ({ min, max }: { readonly min: number; readonly max: number }) =>
  v.pipe(v.number(), v.minValue(min), v.maxValue(max));
const wholeWithin = ({ min, max }: { readonly min: number; readonly max: number }) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const pictureSide = v.pipe(wholeWithin(LIMITS.side), v.multipleOf(LIMITS.side.step));
const text = v.pipe(v.string(), v.maxLength(LIMITS.promptLength.max));

/** What each plain field of a request allows, with the defaults of those that may be left out. */
export const REQUEST_FIELDS = {
  prompt: text,
  negativePrompt: text,
  clipSkip: v.optional(wholeWithin(LIMITS.clipSkip), 1),
  seed: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(LIMITS.seed.min))),
  noise: v.optional(v.picklist(NOISE_SOURCES), 'cpu'),
  samples: v.optional(wholeWithin(LIMITS.samples), 1),
  width: pictureSide,
  height: pictureSide,
  steps: wholeWithin(LIMITS.steps),
  guidance: within(LIMITS.guidance),
  guidanceEnd: v.optional(within(LIMITS.span), 1),
  sampler: v.picklist(SAMPLER_NAMES),
  scheduler: v.picklist(SCHEDULER_NAMES),
  controlStrength: within(LIMITS.controlStrength),
  controlStart: v.optional(within(LIMITS.span), 0),
  controlEnd: v.optional(within(LIMITS.span), 1),
  controlMode: v.optional(v.picklist(CONTROL_MODES), 'balanced'),
};

/** {@link REQUEST_FIELDS}, and what is told with a picture but decides nothing of it. */
export const PICTURE_FIELDS = {
  ...REQUEST_FIELDS,
  template: v.exactOptional(v.object({ prompt: text, negativePrompt: text })),
};

const scalarsSchema = v.pipe(
  v.object({ ...PICTURE_FIELDS, trackId: v.optional(v.nullable(v.string()), null) }),
  v.forward(
    v.check(
      ({ controlStart, controlEnd }) => controlStart <= controlEnd,
      'the ControlNet cannot end before it starts',
    ),
    ['controlEnd'],
  ),
);

const strengthSchema = within(LIMITS.strength);

/**
 * Checks a request before it costs anything, and fills in what was left out.
 *
 * @param request - the candidate; pictures and pose are trusted to be built by core/image and core/pose
 * @throws ArmatureError `bad-request` naming the field, what it allows and what it got
 */
export function parseGenerateRequest(request: GenerateRequest): CheckedRequest {
  const { template, ...others } = request;
  const parsed = v.safeParse(scalarsSchema, template ? { ...others, template } : others);
  if (!parsed.success)
    throw badField(
      v.getDotPath(parsed.issues[0]) ?? 'request',
      verbatim(parsed.issues[0].message.slice(0, 200)),
    );
  const { control, init } = request;
  if (control.kind === 'pose') checkPeople(control);
  const strength = v.safeParse(strengthSchema, init?.strength ?? 1);
  if (!strength.success) throw badField('strength', verbatim(strength.issues[0].message));
  return { ...parsed.output, control, ...(init && { init }) };
}

function checkPeople({ pose, people = [] }: Extract<ControlInput, { kind: 'pose' }>): void {
  const stranger = people.find((index) => !(index in pose.people));
  if (stranger === undefined) return;
  throw badField('people', words`there is no person ${stranger} among ${pose.people.length}`);
}

function badField(field: string, problem: Words): ArmatureError {
  return new ArmatureError({
    code: 'bad-request',
    message: words`${field}: ${problem}`,
    next: words`Change ${field} and try again.`,
  });
}
