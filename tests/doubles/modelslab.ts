/*
 * ModelsLab: a ControlNet call that is queued and asked for, a text call that is answered at once, and a host of pictures.
 */
import { type DoubleAnswer, type Fault, type SeenCall, type ServiceDouble, startDouble } from './double.ts';
import { servicePicture } from './picture.ts';

/** The host of its pictures; the double answers below the same paths. */
export const MODELSLAB_PICTURES = 'https://pub-8b49af329fae499aa563997f5d4068a4.r2.dev';

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'prompt is required',
  401: 'Invalid API key',
  402: 'Insufficient credits. Please add more credits to continue.',
  403: 'This feature requires a premium subscription',
  404: 'Model not found: openpose',
  429: 'Rate limit exceeded. Maximum 5 queued requests allowed.',
  500: 'Internal server error. Please try again.',
  503: 'Service temporarily unavailable. Please try again later.',
};

/** How the double behaves. */
export interface ModelslabOptions {
  /** The one key that it knows. */
  readonly key: string;
  /** So often a run is asked for in vain. */
  readonly polls?: number;
}

/** Starts the double. */
export function startModelslab({ key, polls = 1 }: ModelslabOptions): Promise<ServiceDouble> {
  const asked = new Map<string, number>();
  let lastId = 13_902_969;
  const answer = (call: SeenCall, fault: Fault | undefined): DoubleAnswer => {
    const { path, fields, method } = call;
    if (method === 'GET' && path.startsWith('/generations/')) return picture();
    if (fields['key'] !== key) return refused('Invalid API key', 401);
    if (fault === 'spoken-error') return refused(REFUSALS[402]);
    if (path === '/api/wallet_balance')
      return { body: { status: 'success', data: { balance: 43.6, currency: 'USD' } } };
    const id = /\/fetch\/(\d+)$/.exec(path)?.[1];
    if (id !== undefined) return fetched(id, fault);
    if (!isCreating(call)) return { status: 404, body: refusal(404) };
    lastId += 1;
    return path === '/api/v4/dreambooth' ? finished(lastId) : queued(lastId);
  };
  const fetched = (id: string, fault: Fault | undefined): DoubleAnswer => {
    const times = (asked.get(id) ?? 0) + 1;
    asked.set(id, times);
    return times <= polls || fault === 'endless' ? queued(Number(id)) : finished(Number(id));
  };
  return startDouble({ isCreating, answer, refusal });
}

function isCreating({ method, path }: SeenCall): boolean {
  return method === 'POST' && /^\/api\/(?:v4\/dreambooth|v6\/images\/controlnet)$/.test(path);
}

function refusal(status: number): unknown {
  const message = REFUSALS[status] ?? 'Internal server error. Please try again.';
  return { status: 'error', message, ...(status === 429 && { retry_after: 30 }) };
}

function refused(message: string | undefined, status = 200): DoubleAnswer {
  return { status, body: { status: 'error', message } };
}

/** As documented, with the misspelt word, the other host and the empty text in the place of a list. */
function queued(id: number): DoubleAnswer {
  return {
    body: {
      status: 'processing',
      tip: 'for faster speed, keep resolution upto 512x512',
      eta: 0.01,
      messege: 'Try to fetch request after given estimated time',
      fetch_result: `https://stablediffusionapi.com/api/v3/fetch/${id}`,
      id,
      output: '',
      meta: { H: 512, W: 512 },
    },
  };
}

function finished(id: number): DoubleAnswer {
  return {
    body: {
      status: 'success',
      generationTime: 14.079592943191528,
      id,
      output: [link(String(id))],
      meta: {
        model_id: 'midjourney',
        scheduler: 'DDPMScheduler',
        W: 512,
        H: 512,
        seed: 3292243727,
        n_samples: 1,
      },
    },
  };
}

function link(name: string): string {
  return `${MODELSLAB_PICTURES}/generations/${name}-0.png`;
}

function picture(): DoubleAnswer {
  return { headers: { 'content-type': 'image/png' }, body: servicePicture() };
}
