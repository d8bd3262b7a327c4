/*
 * Runs one case on a given build and provider of the runtime and measures every stage. Node and the browser page share it.
 */
import type { InferenceSession } from 'onnxruntime-web';
import type { AuthoredModel } from '../../core/models/index.ts';
import { encodeModel } from '../../core/onnx/index.ts';
import { locateInitializers, packToMemory, planPacking } from '../../core/quantize/index.ts';
import type { PackedTensorReport } from '../../core/quantize/index.ts';
import { memorySource, openSafetensors } from '../../core/weights/index.ts';
import type { StateDict } from '../../core/weights/index.ts';
import type { Ort } from '../../workers/runtime/index.ts';
import { relativeError } from '../cli/closeness.ts';
import type { LoadedCase, ReferencedGraph } from './cases.ts';
import type { Numbers } from './graphs.ts';
import type { GraphReference, ReferenceTensor, ReferenceTensors } from './reference.ts';

/** A build of the runtime and how its sessions are made. */
export interface ParityBackend {
  readonly ort: Ort;
  readonly session: InferenceSession.SessionOptions;
}

/** How far one result is from torch's. */
export interface StageError {
  /** Module path, or name of the output. */
  readonly stage: string;
  readonly kind: 'stage' | 'output';
  /** Norm of the difference over the norm of torch's. */
  readonly relativeError: number;
}

/** What was measured of one graph. */
export interface GraphMeasurement {
  readonly graph: string;
  /** One for each stage and output. */
  readonly errors: readonly StageError[];
  /** What storing each weight cost. */
  readonly weights: readonly PackedTensorReport[];
}

/** Authors, packs and runs all graphs of a case, one after the other. */
export async function measureCase(
  { graphs, weights }: LoadedCase,
  numbers: Numbers,
  backend: ParityBackend,
): Promise<readonly GraphMeasurement[]> {
  const measured: GraphMeasurement[] = [];
  for (const referenced of graphs)
    measured.push(await measureGraph(referenced, { weights, numbers, backend }));
  return measured;
}

interface MeasureOptions {
  readonly weights: StateDict;
  readonly numbers: Numbers;
  readonly backend: ParityBackend;
}

async function measureGraph(
  { graph, reference }: ReferencedGraph,
  { weights, numbers, backend }: MeasureOptions,
): Promise<GraphMeasurement> {
  const model = graph.author(reference.inputs, numbers);
  const packed = await packModel(model, weights);
  const feeds = graph.feeds(reference.inputs);
  const results = await runModel(packed, feeds, backend);
  // The timestep's sinusoids are a stage in torch and an input of our graphs.
  const sinusoids = [...feeds].filter(([name]) => name === 'time_proj');
  const errors = compare(graph.name, new Map([...results, ...sinusoids]), reference);
  return { graph: graph.name, errors, weights: packed.reports };
}

/** A model and its weights, ready for a session. */
export interface PackedModel {
  /** ONNX ModelProto. */
  readonly onnx: Uint8Array;
  /** The file that the model's initializers lie in. */
  readonly weights: { readonly path: string; readonly data: Uint8Array };
  readonly reports: readonly PackedTensorReport[];
}

/** Packs the weights that a model asks for and binds its initializers to them. */
export async function packModel(model: AuthoredModel, weights: StateDict): Promise<PackedModel> {
  const { file: data, reports } = await packToMemory(planPacking(model.weights, weights, {}));
  const path = 'weights.safetensors';
  const file = await openSafetensors(memorySource(data), path);
  return { onnx: encodeModel(model.graph, locateInitializers(file, path)), weights: { path, data }, reports };
}

async function runModel(
  { onnx, weights }: PackedModel,
  feeds: ReferenceTensors,
  { ort, session: options }: ParityBackend,
): Promise<ReferenceTensors> {
  const session = await ort.InferenceSession.create(onnx, {
    ...options,
    externalData: [weights],
    logSeverityLevel: 3,
  });
  try {
    const inputs = [...feeds].map(
      ([name, { shape, data }]) =>
        [
          name,
          data instanceof Float32Array
            ? new ort.Tensor('float32', data, shape)
            : new ort.Tensor('int32', data, shape),
        ] as const,
    );
    const outputs = await session.run(Object.fromEntries(inputs));
    return new Map(
      Object.entries(outputs).map(([name, { dims, data }]) => [
        name,
        { shape: dims, data: data as Float32Array },
      ]),
    );
  } finally {
    await session.release();
  }
}

/** Compares all results; a stage that only one side knows is an error of the comparison itself. */
function compare(
  graph: string,
  found: ReferenceTensors,
  { stages, outputs }: GraphReference,
): readonly StageError[] {
  const unknown = [...found.keys()].filter((name) => !stages.has(name) && !outputs.has(name));
  if (unknown.length > 0) throw new Error(`${graph}: torch has no ${unknown.join(', ')}.`);
  const errorsOf = (expected: ReferenceTensors, kind: StageError['kind']): StageError[] =>
    [...expected].map(([stage, tensor]) => {
      const result = found.get(stage);
      if (!result) throw new Error(`${graph} does not give ${stage}.`);
      return { stage, kind, relativeError: distance(result, tensor) };
    });
  return [...errorsOf(stages, 'stage'), ...errorsOf(outputs, 'output')];
}

function distance(found: ReferenceTensor, expected: ReferenceTensor): number {
  if (found.shape.join() !== expected.shape.join()) {
    throw new Error(`[${found.shape.join()}] where torch has [${expected.shape.join()}].`);
  }
  return relativeError(Float32Array.from(found.data), Float32Array.from(expected.data));
}
