/* A relay as it runs in production, but that the hosts of the services are doubles on this machine. */
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../../server/app.ts';
import { readSettings, type RelaySettings } from '../../../server/environment.ts';
import { createLog } from '../../../server/log.ts';
import { type Books, createBudget } from '../../../server/relay/budget.ts';
import { createOutbound, type Outbound } from '../../../server/relay/outbound.ts';
import type { ProviderId } from '../../../server/relay/providers.ts';
import { createWebServer } from '../../../server/web-server.ts';
import type { ServiceDouble } from '../../doubles/double.ts';
import { MODELSLAB_PICTURES, startModelslab } from '../../doubles/modelslab.ts';
import { startSegmind } from '../../doubles/segmind.ts';

export const KEYS = {
  modelslab: 'modelslab-secret-4711',
  segmind: 'SG_0123456789abcdef',
} satisfies Readonly<Record<ProviderId, string>>;

/** A running relay with its services. */
export interface RelayHost {
  readonly origin: string;
  readonly modelslab: ServiceDouble;
  readonly segmind: ServiceDouble;
  /** All lines that were logged. */
  readonly lines: string[];
  /** Moves the relay's clock, which stands still else. */
  pass(ms: number): void;
  /** Asks as the page does: JSON from its own origin. */
  ask(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

interface HostOptions {
  readonly settings?: Partial<RelaySettings>;
  readonly books?: Books;
  readonly bodyMs?: number;
  /** Replaces the services' time limits, in ms. */
  readonly patience?: number;
}

export async function startRelay({
  settings = {},
  books,
  bodyMs,
  patience,
}: HostOptions = {}): Promise<RelayHost> {
  const [modelslab, segmind] = await Promise.all([
    startModelslab({ key: KEYS.modelslab }),
    startSegmind({ key: KEYS.segmind }),
  ]);
  const { relay } = readSettings({});
  const all = { ...relay, callsPerMinute: 600, keys: KEYS, ...settings };
  const lines: string[] = [];
  let clock = Date.UTC(2026, 0, 31, 12);
  const now = (): number => clock;
  const app = createApp({
    settings: all,
    now,
    log: createLog((line) => lines.push(line), now),
    budget: createBudget(all.dollarsPerDay, now, books),
    outbound: toDoubles(modelslab, segmind, patience),
    ...(bodyMs !== undefined && { bodyMs }),
  });
  const server = createWebServer((_request, response) => response.writeHead(404).end('no file'), app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    modelslab,
    segmind,
    lines,
    pass: (ms) => void (clock += ms),
    ask: (path, body, headers = {}) =>
      fetch(origin + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { origin, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([modelslab.close(), segmind.close()]);
    },
  };
}

function toDoubles(modelslab: ServiceDouble, segmind: ServiceDouble, patience?: number): Outbound {
  const send = createOutbound(undefined, () => true);
  const origins: Readonly<Record<string, string>> = {
    'https://modelslab.com': modelslab.origin,
    [MODELSLAB_PICTURES]: modelslab.origin,
    'https://api.segmind.com': segmind.origin,
  };
  return (call) => {
    const origin = origins[call.url.origin];
    if (origin === undefined) throw new Error(`The relay went to ${call.url.origin}.`);
    const url = new URL(call.url.pathname + call.url.search, origin);
    return send({ ...call, url, ...(patience !== undefined && { timeoutMs: patience }) });
  };
}

/** A body that Segmind's call takes. */
export function segmindBody(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    prompt: `a dancer ${randomUUID()}`,
    image: 'c2tlbGV0b24=',
    num_inference_steps: 20,
    samples: 1,
    ...change,
  };
}

/** A body that ModelsLab's ControlNet call takes. */
export function modelslabBody(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    prompt: 'a dancer',
    width: '512',
    height: '768',
    samples: '1',
    num_inference_steps: '20',
    guidance_scale: 7.5,
    model_id: 'realistic-vision-51',
    controlnet_model: 'openpose',
    controlnet_type: 'openpose',
    control_image: 'data:image/png;base64,c2tlbGV0b24=',
    controlnet_conditioning_scale: 0.8,
    ...change,
  };
}

/** The failure that the relay tells. */
export async function failureIn(
  response: Response,
): Promise<{ code: string; message: string; next: string }> {
  return (await response.json()) as { code: string; message: string; next: string };
}
