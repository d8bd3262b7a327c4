/*
 * Segmind: version 1 answers with the picture, version 2 with a run to ask for.
 */
import {
  type DoubleAnswer,
  type Fault,
  type Protocol,
  type SeenCall,
  type ServiceDouble,
  startDouble,
} from './double.ts';
import { servicePicture } from './picture.ts';

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'Invalid parameter: steps',
  401: 'Unauthorized. API key is invalid or may have expired. Please check your API key.',
  403: 'Forbidden',
  404: 'No credits found for the user',
  406: 'Insufficient credits',
  429: 'Too many requests',
};

/** How the double behaves. */
export interface SegmindOptions {
  /** The one key that it knows. */
  readonly key: string;
  /** So often a run is asked for in vain. */
  readonly polls?: number;
  readonly protocol?: Protocol;
}

/** Starts the double. */
export function startSegmind({ key, polls = 1, protocol }: SegmindOptions): Promise<ServiceDouble> {
  const asked = new Map<string, number>();
  /** Pictures of each run. */
  const ordered = new Map<string, number>();
  let runs = 0;
  const answer = (call: SeenCall, fault: Fault | undefined): DoubleAnswer => {
    const { method, path, headers, fields } = call;
    if (headers['x-api-key'] === undefined) {
      return { status: 401, body: { error: 'Missing Authorization or x-api-key in header' } };
    }
    if (headers['x-api-key'] !== key) return { status: 401, body: refusal(401) };
    if (fault === 'spoken-error')
      return { body: { status: 'FAILED', request_id: 'r-1', error: 'Prompt is Mandatory' } };
    if (method === 'GET' && path === '/v1/get-user-credits') return { body: { credits: 4210.19 } };
    if (method === 'POST' && path === '/v1/sd3-med-pose')
      return drawn(fields['base64'] === true, fields['samples']);
    if (method === 'POST' && path === '/v2/sd3-med-pose') {
      runs += 1;
      ordered.set(`run-${runs}-5f1c`, Number(fields['samples']));
      return queued(`run-${runs}-5f1c`, 'QUEUED');
    }
    const id = /^\/v2\/requests\/([\w-]+)$/.exec(path)?.[1];
    if (method !== 'GET' || id === undefined) return { status: 404, body: { error: 'Request not found' } };
    const times = (asked.get(id) ?? 0) + 1;
    asked.set(id, times);
    return times <= polls || fault === 'endless' ? queued(id, 'PROCESSING') : completed(id, ordered.get(id));
  };
  const isCreating = ({ method, path }: SeenCall): boolean =>
    method === 'POST' && /^\/v[12]\/sd3-med-pose$/.test(path);
  return startDouble({ isCreating, answer, refusal }, protocol);
}

function refusal(status: number): unknown {
  return { error: REFUSALS[status] ?? 'Internal server error' };
}

const COST = { 'x-cost': '0.017', 'x-remaining-credits': '4210.173', 'x-seed-value': '698845' };

function drawn(base64: boolean, samples: unknown): DoubleAnswer {
  const bytes = servicePicture();
  if (!base64) return { headers: { ...COST, 'content-type': 'image/png' }, body: bytes };
  const pictures = Array.from({ length: Number(samples) }, () => Buffer.from(bytes).toString('base64'));
  return { headers: COST, body: { image: pictures } };
}

function queued(id: string, status: 'QUEUED' | 'PROCESSING'): DoubleAnswer {
  return {
    body: {
      request_id: id,
      status,
      poll_url: `https://api.segmind.com/v1/requests/${id}`,
      status_url: `https://api.segmind.com/v2/requests/${id}/status`,
      response_url: `https://api.segmind.com/v2/requests/${id}`,
    },
  };
}

function completed(id: string, count = 1): DoubleAnswer {
  const picture = Buffer.from(servicePicture()).toString('base64');
  const pictures = Array.from({ length: count }, () => picture);
  return {
    body: {
      status: 'COMPLETED',
      request_id: id,
      output: picture,
      images: pictures,
      metrics: { inference_time: 13.06, cost: 0.017, remaining_credits: 4210.173 },
    },
  };
}
