/*
 * AUTOMATIC1111's web UI with sd-webui-controlnet: one picture call at a time, answered when it is drawn.
 */
import { type DoubleAnswer, type Fault, type SeenCall, type ServiceDouble, startDouble } from './double.ts';
import { servicePicture } from './picture.ts';

/** How the double was started. */
export interface A1111Options {
  /** `user:password` of --api-auth. */
  readonly auth?: string;
  /** Without --api it serves its own page alone. */
  readonly api?: boolean;
  /** The origins of --cors-allow-origins; without, no page may ask. */
  readonly origins?: readonly string[];
  /** What one step takes. */
  readonly stepMs?: number;
  /** Without the extension there is no ControlNet. */
  readonly extension?: boolean;
  /** Before version 1.9 a sampler that is not there is refused; since then the first of the list takes its place. */
  readonly before19?: boolean;
}

/** Its checkpoints, by title. */
export const A1111_CHECKPOINTS = [
  'v1-5-pruned-emaonly.safetensors [6ce0161689]',
  'dreamshaper_8.safetensors',
];
/** Its ControlNets. */
export const A1111_CONTROLNETS = [
  'control_v11p_sd15_canny [d14c016b]',
  'control_v11p_sd15_openpose [cab727d4]',
];
const SAMPLERS = ['DPM++ 2M', 'DPM++ SDE', 'Euler a', 'Euler', 'LMS', 'Heun', 'DPM2', 'DDIM', 'UniPC', 'LCM'];
const SCHEDULERS = [
  ['automatic', 'Automatic'],
  ['karras', 'Karras'],
  ['exponential', 'Exponential'],
  ['sgm_uniform', 'SGM Uniform'],
  ['simple', 'Simple'],
  ['normal', 'Normal'],
] as const;
const INTEGERS = ['steps', 'width', 'height', 'batch_size', 'seed'];

interface Job {
  readonly steps: number;
  step: number;
  interrupted: boolean;
}

/** Starts the double. */
export function startA1111(options: A1111Options = {}): Promise<ServiceDouble> {
  const { auth, api = true, origins = [], stepMs = 0, extension = true, before19 = false } = options;
  let job: Job | undefined;
  let turn = Promise.resolve();
  let isEnded = false;

  const draw = async (call: SeenCall, endless: boolean): Promise<DoubleAnswer> => {
    const refused = refusalOf(call, before19);
    if (refused) return refused;
    const before = turn;
    let done = (): void => undefined;
    turn = new Promise((resolve) => (done = resolve));
    await before;
    job = { steps: Number(call.fields['steps'] ?? 50), step: 0, interrupted: false };
    while (!isEnded && !job.interrupted && (endless || job.step < job.steps)) {
      await new Promise((resolve) => setTimeout(resolve, stepMs));
      job.step = Math.min(job.step + 1, job.steps - (endless ? 1 : 0));
    }
    job = undefined;
    done();
    return { body: drawn(call, extension) };
  };

  const answer = (call: SeenCall, fault: Fault | undefined): DoubleAnswer | Promise<DoubleAnswer> => {
    const { path, method, headers } = call;
    if (path.startsWith('/sdapi/') && !api) return NOWHERE;
    if (path.startsWith('/sdapi/') && auth !== undefined && headers.authorization !== basic(auth))
      return { status: 401, headers: { 'www-authenticate': 'Basic' }, body: refusal(401) };
    if (fault === 'spoken-error') return { body: refusal(500) };
    if (isCreating(call)) return draw(call, fault === 'endless');
    if (method === 'POST' && path === '/sdapi/v1/interrupt') {
      if (job) job.interrupted = true;
      return { body: {} };
    }
    return method === 'GET' ? told(path, job, extension) : NOWHERE;
  };

  return startDouble({
    isCreating,
    answer,
    refusal,
    headers: ({ headers }) => allowing(headers.origin, origins),
    admit: ({ method, headers }) =>
      method === 'OPTIONS' ? preflight(headers.origin, headers, origins) : undefined,
    end: () => void (isEnded = true),
  });
}

const NOWHERE: DoubleAnswer = { status: 404, body: { detail: 'Not Found' } };

function isCreating({ method, path }: SeenCall): boolean {
  return method === 'POST' && /^\/sdapi\/v1\/(?:txt2img|img2img)$/.test(path);
}

function basic(auth: string): string {
  return `Basic ${Buffer.from(auth).toString('base64')}`;
}

/** Starlette's middleware with all methods and headers allowed, as the web UI sets it up. */
function allowing(origin: string | undefined, origins: readonly string[]): Record<string, string> {
  const isAllowed = origin !== undefined && (origins.includes('*') || origins.includes(origin));
  return isAllowed
    ? { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true', vary: 'Origin' }
    : {};
}

function preflight(
  origin: string | undefined,
  headers: SeenCall['headers'],
  origins: readonly string[],
): DoubleAnswer {
  if (origins.length === 0) return { status: 405, body: { detail: 'Method Not Allowed' } };
  const allowed = allowing(origin, origins);
  const asked = headers['access-control-request-headers'];
  return {
    status: 'access-control-allow-origin' in allowed ? 200 : 400,
    headers: {
      'access-control-allow-methods': 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT',
      'access-control-max-age': '600',
      ...(asked !== undefined && { 'access-control-allow-headers': asked }),
    },
    body: 'access-control-allow-origin' in allowed ? 'OK' : 'Disallowed CORS origin',
  };
}

/** FastAPI's list for fields of a wrong kind, and the web UI's own exceptions. */
function refusalOf({ path, fields }: SeenCall, before19: boolean): DoubleAnswer | undefined {
  const wrong = INTEGERS.filter((name) => name in fields && !Number.isInteger(fields[name]));
  if (wrong.length > 0) {
    const detail = wrong.map((name) => ({
      loc: ['body', name],
      msg: 'value is not a valid integer',
      type: 'type_error.integer',
    }));
    return { status: 422, body: { detail } };
  }
  if (path.endsWith('img2img') && !Array.isArray(fields['init_images']))
    return { status: 404, body: exception('HTTPException', 'Init image not found') };
  return !before19 || SAMPLERS.includes(bareSampler(fields))
    ? undefined
    : { status: 400, body: exception('HTTPException', 'Sampler not found') };
}

/** The name of the sampler without the schedule that may stand behind it. */
function bareSampler(fields: SeenCall['fields']): string {
  const name = typeof fields['sampler_name'] === 'string' ? fields['sampler_name'] : 'Euler';
  return SCHEDULERS.flat().reduce((text, end) => text.replace(new RegExp(` ${end}$`), ''), name);
}

function exception(error: string, detail: string, errors = ''): unknown {
  return { error, detail, body: '', errors };
}

function refusal(status: number): unknown {
  if (status === 401) return exception('HTTPException', 'Incorrect username or password');
  if (status === 404) return NOWHERE.body;
  return status >= 500
    ? exception('OutOfMemoryError', '', 'CUDA out of memory. Tried to allocate 1.50 GiB')
    : exception('HTTPException', status === 400 ? 'Sampler not found' : `Refused with ${status}`);
}

/** A script that fails is left out in silence, and so is not among the parameters of the picture. */
function drawn({ fields }: SeenCall, extension: boolean): unknown {
  const { batch_size: count = 1, seed: asked = -1, prompt = '' } = fields;
  const seed = asked === -1 ? 3_292_243_727 : Number(asked);
  const units = extension ? unitsOf(fields) : [];
  const pictures = Array.from({ length: Number(count) }, () => base64(servicePicture()));
  const maps = units
    .filter(({ save_detected_map: saved }) => saved !== false)
    .map(() => base64(servicePicture()));
  const info = {
    prompt,
    sampler_name: SAMPLERS.includes(bareSampler(fields)) ? bareSampler(fields) : SAMPLERS[0],
    seed,
    all_seeds: pictures.map((_, i) => seed + i),
    index_of_first_image: 0,
    extra_generation_params: Object.fromEntries(
      units.map(({ model, weight }, i) => [
        `ControlNet ${i}`,
        `Module: none, Model: ${model}, Weight: ${weight}`,
      ]),
    ),
  };
  return { images: [...pictures, ...maps], parameters: fields, info: JSON.stringify(info) };
}

interface Unit {
  readonly model: string;
  readonly weight: number;
  readonly save_detected_map?: boolean;
}

function unitsOf(fields: SeenCall['fields']): Unit[] {
  const { controlnet } = (fields['alwayson_scripts'] ?? {}) as { controlnet?: { args: Unit[] } };
  return (controlnet?.args ?? []).filter(({ model }) => A1111_CONTROLNETS.includes(model));
}

function told(path: string, job: Job | undefined, extension: boolean): DoubleAnswer {
  if (extension && path === '/controlnet/model_list') return { body: { model_list: A1111_CONTROLNETS } };
  if (extension && path === '/controlnet/version') return { body: { version: 2 } };
  const lists: Readonly<Record<string, unknown>> = {
    '/sdapi/v1/sd-models': A1111_CHECKPOINTS.map((title) => ({ title, model_name: title.split('.')[0] })),
    '/sdapi/v1/samplers': SAMPLERS.map((name) => ({ name, aliases: [], options: {} })),
    '/sdapi/v1/schedulers': SCHEDULERS.map(([name, label]) => ({ name, label, aliases: null })),
    '/sdapi/v1/progress': progress(job),
  };
  return path.split('?')[0]! in lists ? { body: lists[path.split('?')[0]!] } : NOWHERE;
}

function progress(job: Job | undefined): unknown {
  const { step, steps } = job ?? { step: 0, steps: 0 };
  return {
    progress: job ? step / steps : 0,
    eta_relative: job ? (steps - step) * 0.5 : 0,
    state: { job: job ? 'scripts_txt2img' : '', sampling_step: step, sampling_steps: steps },
    current_image: job && step > 0 ? base64(servicePicture()) : null,
    textinfo: null,
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
