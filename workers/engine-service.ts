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
import { ArmatureError } from '../core/result/index.ts';
import { words } from '../core/words/index.ts';
import { openModel } from './engine/model.ts';
import type { ModelFolder } from './engine/model-folder.ts';
import { firstDenoisersOf, ordersOf, planPicture } from './engine/plan.ts';
import { createPipeline, generatePicture, type PipelineContext } from './engine/pipeline.ts';
import { type SessionPool, takeAll } from './engine/sessions.ts';
import { bringUpWhatFits } from './engine/step-down.ts';
import { pictureOf } from './picture-of.ts';
import { openBrowserRuntime } from './runtime/browser-runtime.ts';
import { chooseBackend, probeCapabilities } from './runtime/probe.ts';
import type { CallContext, WorkerService } from './serve.ts';
import { webLocks } from './store/lock.ts';
import { storedCheckers } from './store/stored-checker.ts';
import { type ModelSource, openSource, versionOf } from './store/model-source.ts';
import { opfsStore } from './store/opfs.ts';

interface Loaded {
  readonly answer: LoadedModel;
  readonly context: PipelineContext;
  /** Lets the stored files go. */
  readonly release: () => void;
}

interface Kept extends Loaded {
  /** Everything that decides what was loaded. */
  readonly key: string;
}

/** A call of `load`. */
interface LoadContext extends CallContext<'load'> {
  /** Compute in float32, because float16 is known to be too narrow? */
  readonly wide: boolean;
}

/** Packed files bring their own policy; a host's raw files are run as they are. */
const RAW_POLICY = 'f32';

/** What the first picture most likely asks for. */
const USUAL = { clipSkip: 1, guidanceEnd: 1, controlStrength: 1 };
const USUAL_CHUNKS = 1;

const clock = (): number => performance.now();
const store = opfsStore();

/** Makes the service that the worker serves. */
export function createEngineService(): WorkerService {
  let loaded: Kept | undefined;
  const screeningBy = storedCheckers(store, webLocks);
  /** Models for which float16 was too narrow, by their keys. */
  const overflowed = new Set<string>();
  return {
    probe({ protocol }) {
      if (protocol === PROTOCOL_VERSION) return probeCapabilities();
      throw new ArmatureError({
        code: 'protocol',
        message: words`The page speaks version ${protocol} of the engine's protocol, the worker version ${PROTOCOL_VERSION}.`,
        next: words`Reload the page to get both from the same version.`,
      });
    },
    async load(request, context) {
      const report = chooseBackend(request.backend, await probeCapabilities(), request.gpuFailed);
      const { model, controlNet, loras, previewDecoder } = request;
      const parts = [model.id, report.backend, controlNet, loras, previewDecoder];
      const key = JSON.stringify([...parts, await versionOf(store, request)]);
      if (loaded?.key === key) return loaded.answer;
      if (loaded) await unload(loaded);
      loaded = undefined;
      const wide = overflowed.has(key);
      loaded = { ...(await load(request, report, { ...context, wide })), key };
      return loaded.answer;
    },
    async generate({ request, previewEvery = 1, resume, decoder, safety }, { signal, emit }) {
      if (!loaded)
        throw new ArmatureError({
          code: 'bad-request',
          message: words`No model is loaded.`,
          next: words`Load one.`,
        });
      const { context } = loaded;
      const generated = await generatePicture(context, request, {
        signal,
        onReport: emit,
        previewEvery,
        decoder,
        ...(resume && { resume }),
        ...(safety && { screening: screeningBy(safety, signal) }),
      }).finally(() => {
        if (loaded) loaded = noteOverflow(loaded);
      });
      return pictureOf(generated, loaded.answer, context.precision);
    },
  };

  function noteOverflow(after: Kept): Kept {
    const { answer, context, key } = after;
    if (context.precision === answer.precision) return after;
    overflowed.add(key);
    return { ...after, answer: { ...answer, precision: context.precision, fellBack: true } };
  }
}

async function unload({ context, release }: Loaded): Promise<void> {
  await context.sessions.releaseAll();
  context.runtime.dispose();
  release();
}

async function load(request: LoadRequest, report: BackendReport, context: LoadContext): Promise<Loaded> {
  const { signal, emit } = context;
  const source = await openSource({ request, store, locks: webLocks(), signal, onProgress: emit });
  const { release } = source;
  try {
    const attempt = (folder: ModelFolder): Promise<Omit<Loaded, 'release'>> =>
      bringUp(request, report, { ...context, folder, added: source.loras });
    const { value, madeSmaller } = await bringUpWhatFits(source, attempt);
    const answer = { ...value.answer, ...(madeSmaller && { madeSmaller }) };
    return { ...value, answer, release };
  } catch (error) {
    release();
    throw error;
  }
}

interface Bringing extends Pick<ModelSource, 'folder'> {
  /** Added to the weights as sessions are made of them. */
  readonly added: ModelSource['loras'];
}

async function bringUp(
  { model, controlNet, loras }: LoadRequest,
  report: BackendReport,
  { signal, emit, folder, added, wide }: LoadContext & Bringing,
): Promise<Omit<Loaded, 'release'>> {
  const totalBytes = knownBytes(model.files).bytes;
  const { backend } = report;
  emit({ phase: 'preparing', item: backend, backend, bytes: totalBytes, totalBytes });
  const runtime = await openBrowserRuntime(report, clock);
  let sessions: SessionPool | undefined;
  try {
    const opened = await openModel({ model: folder, policy: RAW_POLICY, loras: added });
    const context = createPipeline({ model: opened, runtime, clock, ...(wide && { precision: 'float32' }) });
    const { maxTensorBytes, precision } = context;
    ({ sessions } = context);
    const control = { kind: opened.controlNet ? 'pose' : 'none' } as const;
    const usual = { ...model.defaults, ...USUAL, control };
    const plan = planPicture(opened, usual, { chunks: USUAL_CHUNKS, maxTensorBytes, precision });
    // A picture of the usual size then needs neither network nor preparation; of a large model, only the small parts' one.
    await takeAll(sessions, sessions.policy === 'keep' ? ordersOf(plan) : firstDenoisersOf(plan), signal);
    const fellBack = wide ? ({ fellBack: true } as const) : {};
    const addons = { ...(controlNet !== undefined && { controlNet }), ...(loras && { loras }) };
    return { answer: { modelId: model.id, addons, backend: report, precision, ...fellBack }, context };
  } catch (error) {
    await sessions?.releaseAll();
    runtime.dispose();
    throw error;
  }
}
