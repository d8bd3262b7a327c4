/*
 * The settings of the server, all from the environment. A value that cannot be used, or a name that is none of ours, is
 * told before anything listens: a limit with a slip in its name would be no limit.
 */
import * as v from 'valibot';
import { ArmatureError } from '../core/result/index.ts';
import { type PolicySettings, USUAL_POLICY } from './content-security-policy.ts';
import { isLoopback } from './loopback.ts';
import type { ProviderId } from './relay/providers.ts';

/** What the relay is allowed to do. */
export interface RelaySettings {
  /** The owner's keys; a provider without one is not relayed. */
  readonly keys: Readonly<Partial<Record<ProviderId, string>>>;
  /** Checkpoints at ModelsLab that visitors may choose. */
  readonly modelslabModels: readonly string[];
  /** Origins of pages that may ask; empty: the page that this server serves. */
  readonly origins: readonly string[];
  /** How many proxies stand before the server and write `X-Forwarded-For`. */
  readonly trustedProxies: number;
  /** US dollars a day (UTC) for all visitors together. */
  readonly dollarsPerDay: number;
  /** Pictures that one visitor may start in a minute. */
  readonly callsPerMinute: number;
  /** Where the day's spending outlives a restart. */
  readonly stateFile?: string;
  /** The address of this server as the providers see it; without one there are no webhooks. */
  readonly publicUrl?: string;
  /** Does the server listen on this machine alone? Then only names of this machine may be asked for. */
  readonly loopback: boolean;
}

/** Where to listen, and what to relay. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** What the page may do, and who may frame it. */
  readonly policy: PolicySettings;
  readonly relay: RelaySettings;
}

/** What the page asks ModelsLab for unless the person names another. */
const USUAL_MODELS = ['openpose', 'realistic-vision-51'];

const number = (fallback: number, least: number, most: number) =>
  v.pipe(
    v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty('is empty')), String(fallback)),
    v.toNumber('is not a number'),
    v.minValue(least, `is less than ${least}`),
    v.maxValue(most, `is more than ${most}`),
  );
const whole = (fallback: number, least: number, most: number) =>
  v.pipe(number(fallback, least, most), v.integer('is not a whole number'));
const list = (item: v.GenericSchema<string, string>) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.transform((text) => text.split(',').flatMap((part) => part.trim() || [])),
    v.array(item),
  );
const key = v.optional(
  v.pipe(
    v.string(),
    v.trim(),
    v.regex(/^[\x21-\x7e]{8,200}$/, 'is not a key: 8 to 200 signs without spaces'),
  ),
);
const origin = v.pipe(
  v.string(),
  v.regex(
    /^https?:\/\/[^/?#@\s;]+$/,
    'is not an origin: write https://example.org, without a slash at its end',
  ),
  v.check((text) => URL.canParse(text), 'is not an origin'),
  // As browsers write it: lower case, and no port that goes without saying.
  v.transform((text) => new URL(text).origin),
);

/** Places of a Content-Security-Policy: nothing that could end a directive is one. */
const places = (pattern: RegExp, example: string) =>
  v.optional(
    v.pipe(
      list(v.pipe(v.string(), v.regex(pattern, `has something other than ${example}`))),
      v.minLength(1, 'is empty'),
    ),
  );

const environment = v.object({
  PORT: whole(4173, 0, 65_535),
  HOST: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty('is empty')), 'localhost'),
  ARMATURE_MODELSLAB_KEY: key,
  ARMATURE_MODELSLAB_MODELS: list(v.pipe(v.string(), v.regex(/^[\w.-]{1,80}$/, 'is no name of a model'))),
  ARMATURE_SEGMIND_KEY: key,
  ARMATURE_ORIGINS: list(origin),
  ARMATURE_TRUST_PROXY: whole(0, 0, 10),
  ARMATURE_BUDGET: number(1, 0, 100_000),
  ARMATURE_RATE: whole(6, 1, 600),
  ARMATURE_STATE: v.optional(v.pipe(v.string(), v.nonEmpty('is empty'))),
  ARMATURE_FRAME_ANCESTORS: places(
    /^(?:self|none|\*|https?:\/\/(?:\*\.)?[\w.-]+(?::\d+)?)$/,
    'self, none, * and origins such as https://example.org',
  ),
  ARMATURE_CONNECT: places(
    /^(?:none|(?:https?|wss?):\/\/(?:\*\.)?[\w.-]+(?::(?:\d+|\*))?)$/,
    'none and origins such as https://example.org or http://127.0.0.1:*',
  ),
  ARMATURE_PUBLIC_URL: v.optional(
    v.pipe(origin, v.startsWith('https://', 'must begin with https://: webhooks come over it')),
  ),
});

type Environment = v.InferOutput<typeof environment>;

/** Where the key of each provider stands. */
const KEY_VARIABLES = {
  modelslab: 'ARMATURE_MODELSLAB_KEY',
  segmind: 'ARMATURE_SEGMIND_KEY',
} as const satisfies Readonly<Record<ProviderId, keyof Environment>>;

function keysIn(output: Environment): RelaySettings['keys'] {
  const found = Object.entries(KEY_VARIABLES).map(([id, variable]) => [id, output[variable]] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

/**
 * Reads the environment.
 *
 * @throws ArmatureError `bad-request` that names the variable, never its value if that is a key
 */
export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  refuseUnknown(variables);
  const parsed = v.safeParse(environment, variables);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw settingError(`${String(issue.path?.[0]?.key)} ${issue.message}.`);
  }
  const { output } = parsed;
  const keys = keysIn(output);
  return {
    port: output.PORT,
    host: output.HOST,
    policy: policyFrom(output, Object.keys(keys).length > 0),
    relay: {
      keys,
      modelslabModels: [...USUAL_MODELS, ...output.ARMATURE_MODELSLAB_MODELS],
      origins: output.ARMATURE_ORIGINS,
      trustedProxies: output.ARMATURE_TRUST_PROXY,
      dollarsPerDay: output.ARMATURE_BUDGET,
      callsPerMinute: output.ARMATURE_RATE,
      ...(output.ARMATURE_STATE !== undefined && { stateFile: output.ARMATURE_STATE }),
      ...(output.ARMATURE_PUBLIC_URL !== undefined && { publicUrl: output.ARMATURE_PUBLIC_URL }),
      loopback: isLoopback(output.HOST),
    },
  };
}

/**
 * Whoever frames the page can have it draw. Where that costs the owner's money, only the owner's pages may, unless the
 * owner says otherwise.
 */
function policyFrom(output: Environment, spends: boolean): PolicySettings {
  const framers = output.ARMATURE_FRAME_ANCESTORS?.map((place) => place.replace(/^(?:self|none)$/, "'$&'"));
  return {
    frameAncestors:
      framers ?? (spends ? ["'self'", ...output.ARMATURE_ORIGINS] : USUAL_POLICY.frameAncestors),
    connect: output.ARMATURE_CONNECT?.filter((place) => place !== 'none') ?? USUAL_POLICY.connect,
  };
}

/** Read by server/api/settings.ts. */
const OF_THE_API: readonly string[] = [
  'ARMATURE_API_KEYS',
  'ARMATURE_API_IMAGE_HOSTS',
  'ARMATURE_API_URL',
  'ARMATURE_API_LOCAL_WEBHOOKS',
];

function refuseUnknown(variables: Readonly<Record<string, unknown>>): void {
  const unknown = Object.keys(variables).find(
    (name) => name.startsWith('ARMATURE_') && !(name in environment.entries) && !OF_THE_API.includes(name),
  );
  if (unknown !== undefined) throw settingError(`There is no setting ${unknown}.`);
}

function settingError(message: string): ArmatureError {
  return new ArmatureError({
    code: 'bad-request',
    message,
    next: 'Correct it in the environment and start again; docs/hosting.md lists the settings.',
  });
}
