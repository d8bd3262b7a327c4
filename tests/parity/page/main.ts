/*
 * Runs cases on the WebGPU provider when the test asks for them. The test waits for each before the next, since runs
 * must not overlap.
 */
import { createGraph, encodeModel } from '../../../core/onnx/index.ts';
import type { WeightPolicy } from '../../../core/quantize/index.ts';
import { openModel } from '../../../workers/engine/model.ts';
import { createPipeline, generatePicture } from '../../../workers/engine/pipeline.ts';
import { createRuntime } from '../../../workers/runtime/index.ts';
import { loadOrtForBrowser } from '../../../workers/runtime/ort-browser.ts';
import { createDevice, probeCapabilities } from '../../../workers/runtime/probe.ts';
import { peakSignalToNoise, relativeError } from '../../cli/closeness.ts';
import { loadCase } from '../cases.ts';
import type { ParityCase } from '../cases.ts';
import { measureCase } from '../harness.ts';
import type { GraphMeasurement, ParityBackend } from '../harness.ts';
import { loadPipelineCase } from '../pipeline-case.ts';
import { fetchedModel, openFetched } from './fetched.ts';

/** How near a picture of the whole pipeline is to torch's. */
interface PictureMeasurement {
  readonly latentsRelativeError: number;
  /** In dB. */
  readonly peakSignalToNoise: number;
}

/** What the page offers to the test. */
interface ParityPage {
  /** What the GPU calls itself. */
  readonly adapter: string;
  /** Measures all graphs of one case. */
  readonly measure: (parityCase: ParityCase, policy: WeightPolicy) => Promise<readonly GraphMeasurement[]>;
  /** Tries an operator that the provider has no kernel for; gives the error. */
  readonly tryUnsupported: () => Promise<string>;
  /** Generates the picture of the pipeline by the engine itself. */
  readonly generate: () => Promise<PictureMeasurement>;
}

declare global {
  interface Window {
    /** Set once the device is open. */
    parity?: ParityPage;
    /** Set instead when it could not be opened. */
    parityFailure?: string;
  }
}

async function openBackend(): Promise<ParityBackend & { readonly device: GPUDevice }> {
  const { ort } = await loadOrtForBrowser('webgpu', 1);
  const device = await createDevice();
  return {
    ort,
    device,
    session: {
      executionProviders: [{ name: 'webgpu', device }],
      // A node without a kernel is then an error, not a detour over the CPU.
      extra: { session: { disable_cpu_ep_fallback: '1' } },
    },
  };
}

async function tryUnsupported({ ort, session: options }: ParityBackend): Promise<string> {
  const g = createGraph('unsupported');
  const x = g.input({ name: 'x', dtype: 'float32', shape: [4] });
  const unit = g.constant('float32', [], [1]);
  const zero = g.initializer({ name: 'zero', dtype: 'int8', shape: [] });
  g.output('y', g.node({ op: 'QuantizeLinear', inputs: [x, unit, zero] }, { dtype: 'int8', shape: [4] }));
  const model = encodeModel(g.build(), new Map([['zero', { location: 'zero', offset: 0, length: 1 }]]));
  try {
    const session = await ort.InferenceSession.create(model, {
      ...options,
      externalData: [{ path: 'zero', data: new Uint8Array(1) }],
    });
    await session.release();
    return '';
  } catch (error) {
    return String(error);
  }
}

async function generate({
  ort,
  device,
}: Awaited<ReturnType<typeof openBackend>>): Promise<PictureMeasurement> {
  const { request, picture, latents } = await loadPipelineCase(openFetched);
  const clock = (): number => performance.now();
  const runtime = createRuntime({ loaded: { ort, threads: 1 }, clock, device });
  const model = await openModel({ model: fetchedModel('pipeline'), policy: 'f32' });
  const context = createPipeline({ model, runtime, clock });
  const generated = await generatePicture(context, request);
  await context.sessions.releaseAll();
  const [first] = generated.pictures;
  return {
    latentsRelativeError: relativeError(first.latents.data, latents),
    peakSignalToNoise: peakSignalToNoise(first.image, picture),
  };
}

async function start(): Promise<ParityPage> {
  const { gpu } = await probeCapabilities();
  const backend = await openBackend();
  return {
    adapter: [gpu?.vendor, gpu?.architecture, gpu?.description].join(' ').trim(),
    measure: async (parityCase, policy) =>
      measureCase(await loadCase(parityCase, openFetched), { policy }, backend),
    tryUnsupported: () => tryUnsupported(backend),
    generate: () => generate(backend),
  };
}

start().then(
  (page) => {
    window.parity = page;
  },
  (error: unknown) => {
    window.parityFailure = String(error);
  },
);
