/*
 * The engine behind the contract in Node: a model in a folder on disk, on the CPU kernels.
 */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type LoadedModel, type LoadRequest, PROTOCOL_VERSION } from '../../core/contract/index.ts';
import { ArmatureError, makeFailure } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { openModel } from '../engine/model.ts';
import { createPipeline, generatePicture, type PipelineContext } from '../engine/pipeline.ts';
import { pictureOf } from '../picture-of.ts';
import { createRuntime } from '../runtime/index.ts';
import { loadOrtForNode } from '../runtime/ort-node.ts';
import { chooseBackend, type Host, probeCapabilities } from '../runtime/probe.ts';
import type { WorkerService } from '../serve.ts';
import { nodeFolder } from './node-folder.ts';

interface Loaded {
  readonly answer: LoadedModel;
  readonly context: PipelineContext;
}

/** Packed files bring their own policy; raw ones are run as they are. */
const RAW_POLICY = 'f32';

/** Node always has shared memory, and never WebGPU. */
const HOST: Host = {
  crossOriginIsolated: true,
  navigator: { hardwareConcurrency: availableParallelism() },
};

/** What cannot be done must not be left out in silence. */
const NO_CHECKERS = makeFailure({
  code: 'bad-request',
  message: words`There is no store of safety checkers here.`,
  next: words`Ask for the picture without a check.`,
});

const clock = (): number => performance.now();

/** Makes the service. A model is loaded once in the life of its process. */
export function createNodeService(): WorkerService {
  let loaded: Loaded | undefined;
  return {
    probe({ protocol }) {
      if (protocol === PROTOCOL_VERSION) return probeCapabilities(HOST);
      throw new ArmatureError({
        code: 'protocol',
        message: words`The server speaks version ${protocol} of the engine's protocol, the engine version ${PROTOCOL_VERSION}.`,
        next: words`Install both from the same version.`,
      });
    },
    async load(request) {
      loaded ??= await load(request);
      if (loaded.answer.modelId === request.model.id) return loaded.answer;
      throw new ArmatureError({
        code: 'bad-request',
        message: words`This engine has ${loaded.answer.modelId} loaded and cannot change to ${request.model.id}.`,
        next: words`Start another engine.`,
      });
    },
    async generate({ request, previewEvery = 1, resume, decoder, safety }, { signal, emit }) {
      if (!loaded)
        throw new ArmatureError({
          code: 'bad-request',
          message: words`No model is loaded.`,
          next: words`Load one.`,
        });
      if (safety) throw new ArmatureError(NO_CHECKERS);
      const { context, answer } = loaded;
      const options = { signal, onReport: emit, previewEvery, decoder, ...(resume && { resume }) };
      return pictureOf(await generatePicture(context, request, options), answer, context.precision);
    },
  };
}

async function load({
  model,
  page,
  backend,
  controlNet,
  loras,
  previewDecoder,
}: LoadRequest): Promise<Loaded> {
  if (controlNet !== undefined || previewDecoder !== undefined || (loras ?? []).length > 0) {
    throw new ArmatureError({
      code: 'bad-request',
      message: words`There is no store of ControlNets, LoRAs and preview decoders here.`,
      next: words`Put them into the folder of the model.`,
    });
  }
  const report = chooseBackend(backend, await probeCapabilities(HOST));
  const folder = nodeFolder(fileURLToPath(new URL(model.base ?? '', page)).replace(/[\\/]$/, ''));
  const opened = await openModel({ model: folder, policy: RAW_POLICY });
  const runtime = createRuntime({ loaded: loadOrtForNode(report.capabilities.wasm.threads), clock });
  const context = createPipeline({ model: opened, runtime, clock });
  const { precision } = context;
  return { answer: { modelId: model.id, addons: {}, backend: report, precision }, context };
}
