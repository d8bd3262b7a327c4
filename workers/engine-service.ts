/*
 * The engine behind the contract: one model, on one backend, at a time.
 */
import {
  type BackendReport,
  type LoadedModel,
  type LoadRequest,
  PROTOCOL_VERSION,
} from '../core/contract/index.ts';
import { knownBytes } from '../core/manifest/index.ts';
import type { WeightPolicy } from '../core/quantize/index.ts';
import { ArmatureError } from '../core/result/index.ts';
import { openModel } from './engine/model.ts';
import type { ModelFolder } from './engine/model-folder.ts';
import { firstDenoisersOf, ordersOf, planPicture } from './engine/plan.ts';
import { createPipeline, generatePicture, type PipelineContext } from './engine/pipeline.ts';
import { takeAll } from './engine/sessions.ts';
import { createRuntime } from './runtime/index.ts';
import { loadOrtForBrowser } from './runtime/ort-browser.ts';
import { chooseBackend, createDevice, probeCapabilities } from './runtime/probe.ts';
import type { CallContext, WorkerService } from './serve.ts';
import { openSource } from './store/model-source.ts';
import { opfsStore } from './store/opfs.ts';

interface Loaded {
  readonly answer: LoadedModel;
  readonly context: PipelineContext;
}

/** Packed files bring their own policy; a host's raw files are run as they are. */
const RAW_POLICY = 'f32';

/** What the first picture most likely asks for. */
const USUAL = { clipSkip: 1, guidanceEnd: 1, controlStrength: 1 };
const USUAL_CHUNKS = 1;

const clock = (): number => performance.now();

/** Makes the service that the worker serves. */
export function createEngineService(): WorkerService {
  let loaded: (Loaded & { readonly key: string }) | undefined;
  return {
    probe({ protocol }) {
      if (protocol === PROTOCOL_VERSION) return probeCapabilities();
      throw new ArmatureError({
        code: 'protocol',
        message: `The page speaks version ${protocol} of the engine's protocol, the worker version ${PROTOCOL_VERSION}.`,
        next: 'Reload the page to get both from the same version.',
      });
    },
    async load(request, context) {
      const report = chooseBackend(request.backend, await probeCapabilities());
      const { model, controlNet, loras, previewDecoder } = request;
      const key = JSON.stringify([model.id, report.backend, controlNet, loras, previewDecoder]);
      if (loaded?.key === key) return loaded.answer;
      if (loaded) await unload(loaded);
      loaded = undefined;
      loaded = { ...(await load(request, report, context)), key };
      return loaded.answer;
    },
    async generate({ request, previewEvery = 1, resume, decoder }, { signal, emit }) {
      if (!loaded)
        throw new ArmatureError({ code: 'bad-request', message: 'No model is loaded.', next: 'Load one.' });
      const { answer, context } = loaded;
      const generated = await generatePicture(context, request, {
        signal,
        onReport: emit,
        previewEvery,
        decoder,
        ...(resume && { resume }),
      });
      const [first, ...others] = generated.pictures;
      return {
        images: [first.image, ...others.map(({ image }) => image)],
        request: generated.request,
        modelId: answer.modelId,
        backend: answer.backend,
        timings: generated.timings,
      };
    },
  };
}

async function unload({ context }: Loaded): Promise<void> {
  await context.sessions.releaseAll();
  context.runtime.dispose();
}

async function load(
  request: LoadRequest,
  report: BackendReport,
  context: CallContext<'load'>,
): Promise<Loaded> {
  const { model } = request;
  const { signal, emit } = context;
  const source = await openSource({ request, store: opfsStore(), signal, onProgress: emit });
  try {
    return await bringUp(request, report, { ...context, folder: source.folder });
  } catch (error) {
    for (const policy of smallerThan(model)) {
      if (!(error instanceof ArmatureError) || error.code !== 'out-of-memory') break;
      const folder = await source.smaller(policy);
      const loaded = await bringUp(request, report, { ...context, folder });
      return { ...loaded, answer: { ...loaded.answer, madeSmaller: policy } };
    }
    throw error;
  }
}

/** The policies that are left to try. A model that comes with the page is as small as it can be. */
function smallerThan({ builtIn, policies }: LoadRequest['model']): readonly WeightPolicy[] {
  return builtIn ? [] : policies.slice(1);
}

async function bringUp(
  { model }: LoadRequest,
  report: BackendReport,
  { signal, emit, folder }: CallContext<'load'> & { readonly folder: ModelFolder },
): Promise<Loaded> {
  const totalBytes = knownBytes(model.files).bytes;
  emit({ phase: 'preparing', item: report.backend, bytes: totalBytes, totalBytes });
  // With WebGPU the CPU only feeds the queue.
  const threads = report.backend === 'webgpu' ? 1 : report.capabilities.wasm.threads;
  const build = await loadOrtForBrowser(report.backend, threads);
  const device = report.backend === 'webgpu' ? { device: await createDevice() } : {};
  const runtime = createRuntime({ loaded: build, clock, ...device });
  const opened = await openModel({ model: folder, policy: RAW_POLICY });
  const context = createPipeline({ model: opened, runtime, clock });
  const { sessions, maxTensorBytes } = context;
  const control = { kind: opened.controlNet ? 'pose' : 'none' } as const;
  const usual = { ...model.defaults, ...USUAL, control };
  const plan = planPicture(opened, usual, { chunks: USUAL_CHUNKS, maxTensorBytes });
  try {
    // A picture of the usual size then needs neither network nor preparation; of a large model, only the small parts' one.
    await takeAll(sessions, sessions.policy === 'keep' ? ordersOf(plan) : firstDenoisersOf(plan), signal);
  } catch (error) {
    await sessions.releaseAll();
    runtime.dispose();
    throw error;
  }
  return { answer: { modelId: model.id, backend: report }, context };
}
