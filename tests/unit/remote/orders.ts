import type { HttpAnswer, HttpCall, RemoteBackend, RemoteOrder } from '../../../core/remote/index.ts';
import { REMOTE_BACKENDS } from '../../../core/remote/index.ts';
import { type GenerateRequest, parseGenerateRequest } from '../../../core/request/index.ts';

const REQUEST: GenerateRequest = {
  prompt: 'a dancer',
  negativePrompt: 'blurry',
  seed: 698845,
  samples: 1,
  width: 512,
  height: 768,
  steps: 20,
  guidance: 7.5,
  sampler: 'dpmpp_2m',
  scheduler: 'karras',
  controlStrength: 0.8,
  control: { kind: 'none' },
};

export function backend(id: string): RemoteBackend {
  const found = REMOTE_BACKENDS.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`There is no back end ${id}.`);
  return found;
}

export function order(change: Partial<GenerateRequest> = {}, more: Partial<RemoteOrder> = {}): RemoteOrder {
  return {
    request: parseGenerateRequest({ ...REQUEST, ...change }),
    control: 'c2tlbGV0b24=',
    enhancePrompt: true,
    safetyChecker: false,
    runId: 'run-1',
    ...more,
  };
}

export function bodyOf({ body }: HttpCall): Record<string, unknown> {
  if (typeof body !== 'string') throw new Error('The call has no JSON body.');
  return JSON.parse(body) as Record<string, unknown>;
}

export function answer(
  body: unknown,
  status = 200,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): HttpAnswer {
  const bytes = body instanceof Uint8Array ? body : new TextEncoder().encode(textOf(body));
  return { status, headers, body: bytes };
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** The first and the last bytes of a PNG. */
export const PNG = Uint8Array.from([
  ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  ...[0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82],
]);
