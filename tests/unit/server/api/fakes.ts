import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Picture } from '../../../../core/contract/index.ts';
import { blankImage } from '../../../../core/image/index.ts';
import { type ModelEntry, parseManifest } from '../../../../core/manifest/index.ts';
import { encodePng } from '../../../../core/png/index.ts';
import { drawPose, presetPose } from '../../../../core/pose/index.ts';
import { type GenerateRequest, parseGenerateRequest } from '../../../../core/request/index.ts';
import { ArmatureError } from '../../../../core/result/index.ts';
import { type ApiHost, createApi } from '../../../../server/api/app.ts';
import type { ApiEngine } from '../../../../server/api/engine.ts';
import { createQueue } from '../../../../server/api/queue.ts';
import type { ApiSettings } from '../../../../server/api/settings.ts';
import { createStudio } from '../../../../server/api/studio.ts';

const MANIFEST = resolve(import.meta.dirname, '../../../../models-manifest.json');
/** The built-in one. */
export const DISTILLED_MODEL = parseManifest(JSON.parse(readFileSync(MANIFEST, 'utf8'))).models[0]!;
/** One that was trained at 128 px and takes any settings. */
export const MODEL: ModelEntry = {
  ...{ ...DISTILLED_MODEL, distilled: false, sizes: [128] },
  defaults: {
    ...{ ...DISTILLED_MODEL.defaults, width: 128, height: 128 },
    ...{ steps: 12, guidance: 4, sampler: 'dpmpp_2m', scheduler: 'karras' },
  },
};
export const SKELETON = encodePng(drawPose(presetPose('standing', { width: 256, height: 384 })));
export const SKELETON_BASE64 = Buffer.from(SKELETON).toString('base64');

/** An engine that paints one colour when it is told to, and notes what it was asked for. */
export interface FakeEngine extends Pick<ApiEngine, 'generate'> {
  readonly asked: GenerateRequest[];
  /** How many requests were stopped. */
  readonly stopped: () => number;
  /** Finishes the picture at work. */
  readonly finish: () => void;
}

/** @param held - does it wait for `finish`? */
export function fakeEngine(held = false): FakeEngine {
  const asked: GenerateRequest[] = [];
  let finish = (): void => undefined;
  let stopped = 0;
  return {
    asked,
    stopped: () => stopped,
    finish: () => finish(),
    async generate(request, signal) {
      asked.push(request);
      if (held) {
        await new Promise<void>((resolve, reject) => {
          finish = resolve;
          signal.addEventListener('abort', () => {
            stopped++;
            reject(new ArmatureError({ code: 'cancelled', message: 'The work was cancelled.' }));
          });
        });
      }
      return pictureFor(request);
    },
  };
}

function pictureFor(unchecked: GenerateRequest): Picture {
  const checked = parseGenerateRequest(unchecked);
  const image = blankImage(checked.width, checked.height);
  for (let i = 0; i < image.data.length; i += 4) image.data[i] = 200;
  return {
    images: [image, ...Array.from({ length: checked.samples - 1 }, () => image)],
    request: { ...checked, seed: checked.seed ?? 4711 },
    modelId: MODEL.id,
    addons: {},
    backend: {
      backend: 'wasm',
      why: 'chosen-by-user',
      capabilities: { wasm: { threads: 1, crossOriginIsolated: true, cores: 1 } },
    },
    precision: 'float32',
    timings: { total: 1500, inference: 1400, stages: {} },
  };
}

/** The API around an engine. */
export function apiAround(
  engine: Pick<ApiEngine, 'generate'>,
  settings: Partial<ApiSettings> = {},
  host: ApiHost = {},
  model: ModelEntry = MODEL,
) {
  const queue = createQueue({ mostWaiting: 2, now: () => performance.now() });
  const studio = createStudio({ model, engine, queue });
  return createApi(studio, { keys: ['K', 'L'], imageHosts: [], ...settings }, host);
}

type App = ReturnType<typeof apiAround>;

/** Posts JSON to the app. */
export async function post(
  app: App,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
  return app.request(`http://localhost${path}`, init, {});
}

/** Posts JSON and reads JSON. */
export async function postForJson(
  app: App,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> {
  const response = await post(app, path, body, headers);
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}
