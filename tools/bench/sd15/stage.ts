/*
 * One stage of a full-size model with the engine's own graphs, packing and runtime, against what diffusers gave.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { timestepSinusoids } from '../../../core/models/index.ts';
import type { WeightPolicy } from '../../../core/quantize/index.ts';
import { invariant } from '../../../core/result/index.ts';
import { type Model, openModel } from '../../../workers/engine/model.ts';
import { type PicturePlan, planPicture } from '../../../workers/engine/plan.ts';
import type { SessionOrder } from '../../../workers/engine/sessions.ts';
import {
  createRuntime,
  floats,
  type Runtime,
  type Session,
  type SessionTensors,
} from '../../../workers/runtime/index.ts';
import { loadOrtForNode } from '../../../workers/runtime/ort-node.ts';
import { existingFolder } from '../../cli/node-folder.ts';
import { type GraphReference, readGraphReference } from './reference.ts';
import { watchHeap } from './watch-heap.ts';

/** Stages that are compared, in the order of a picture. */
export const STAGES = ['text', 'hint', 'controlnet', 'unet', 'decoder'] as const;

/** Name of a stage. */
export type StageName = (typeof STAGES)[number];

/** What is measured. */
export interface StageOrder {
  readonly models: string;
  readonly reference: string;
  readonly stage: StageName;
  readonly policy: WeightPolicy;
  /** Side of the picture in px. */
  readonly pixels: number;
}

/** What was measured. */
export interface StageMeasurement {
  /** Norm of the difference over the norm of the reference; the worst of the outputs. */
  readonly relativeError: number;
  readonly packSeconds: number;
  readonly createSeconds: number;
  readonly runSeconds: number;
  readonly packedBytes: number;
  /** Of the runtime: all that its sessions hold, at the most. */
  readonly heapBytes: number;
  /** Of the whole process, at the most. */
  readonly residentBytes: number;
}

type Times = Pick<StageMeasurement, 'packSeconds' | 'createSeconds' | 'packedBytes'>;

/**
 * Measures a stage. The process should have done nothing else, or its peaks say nothing.
 *
 * @throws ArmatureError as the engine does, `out-of-memory` above all
 */
export async function measureStage(order: StageOrder): Promise<StageMeasurement> {
  const heap = watchHeap();
  const runtime = createRuntime({ loaded: loadOrtForNode(availableParallelism()), clock: seconds });
  const model = await openModel({
    model: await existingFolder(join(order.models, 'diffusers')),
    policy: order.policy,
  });
  const plan = planFor(model, order.pixels);
  const graph = order.stage === 'text' ? 'text' : `${order.stage}_${order.pixels}`;
  const reference = await readGraphReference(order.reference, graph);
  const feeds = await feedsFor({ order, model, plan, runtime, reference });
  const { session, ...times } = await prepare(runtime, orderOf(plan, order.stage));
  const started = seconds();
  const outputs = await session.run(feeds);
  const runSeconds = seconds() - started;
  return {
    relativeError: worstError(outputs, reference.outputs),
    ...times,
    runSeconds,
    heapBytes: heap.bytes(),
    residentBytes: process.resourceUsage().maxRSS * 1024,
  };
}

function seconds(): number {
  return performance.now() / 1000;
}

function planFor(model: Model, pixels: number): PicturePlan {
  return planPicture(model, {
    width: pixels,
    height: pixels,
    guidance: 7.5,
    guidanceEnd: 1,
    clipSkip: 1,
    controlStrength: 1,
    control: { kind: 'pose' },
  });
}

function orderOf({ text, hint, guided, decoder }: PicturePlan, stage: StageName): SessionOrder {
  const found = { text, hint, controlnet: guided?.controlNet, unet: guided?.unet, decoder }[stage];
  invariant(found, `The plan has no ${stage}.`);
  return found;
}

async function prepare(runtime: Runtime, order: SessionOrder): Promise<Times & { session: Session }> {
  const started = seconds();
  const source = await order.weights.sourceFor(order.author());
  const packed = seconds();
  const { data } = source.weights;
  const session = await runtime.createSession(source);
  return {
    session,
    packSeconds: packed - started,
    createSeconds: seconds() - packed,
    packedBytes: data instanceof Blob ? data.size : data.length,
  };
}

interface FeedTask {
  readonly order: StageOrder;
  readonly model: Model;
  readonly plan: PicturePlan;
  readonly runtime: Runtime;
  readonly reference: GraphReference;
}

/** What the graph is fed, from what diffusers was given. */
async function feedsFor(task: FeedTask): Promise<SessionTensors> {
  const { stage } = task.order;
  const { inputs } = task.reference;
  if (stage !== 'controlnet' && stage !== 'unet') return inputs;
  const { timestep, encoder_hidden_states, ...others } = inputs;
  invariant(timestep && encoder_hidden_states, 'The reference has the inputs of a denoiser.');
  const network = stage === 'unet' ? task.model.unet : task.model.controlNet;
  invariant(network, `The model has a ${stage}.`);
  const { config } = network;
  const sinusoids = timestepSinusoids(config, timestep.data[0] ?? Number.NaN);
  const projections = await projectText(task, { encoder_hidden_states });
  const common = { ...others, ...projections, time_proj: floats(sinusoids, [1, sinusoids.length]) };
  if (stage === 'unet') return common;
  const residuals = Object.keys(task.reference.outputs).length;
  const scales = new Float32Array(residuals * 2).fill(1);
  return { ...common, conditioning_scale: floats(scales, [residuals, 2, 1, 1, 1]) };
}

async function projectText(
  { order, plan, runtime }: FeedTask,
  states: SessionTensors,
): Promise<SessionTensors> {
  const projection = order.stage === 'unet' ? plan.guided?.unetText : plan.guided?.controlNetText;
  invariant(projection, 'A denoiser has projections of the text.');
  const { session } = await prepare(runtime, projection);
  const projected = await session.run(states);
  await session.release();
  return projected;
}

function worstError(found: SessionTensors, expected: GraphReference['outputs']): number {
  const errors = Object.entries(expected).map(([name, { data }]) => {
    const tensor = found[name];
    invariant(tensor?.at === 'cpu' && tensor.data.length === data.length, `The graph gives ${name}.`);
    return relativeError(tensor.data, data);
  });
  return Math.max(...errors);
}

type Values = Float32Array | Int32Array;

function relativeError(found: Values, expected: Values): number {
  let difference = 0;
  let norm = 0;
  expected.forEach((value, i) => {
    difference += ((found[i] ?? Number.NaN) - value) ** 2;
    norm += value ** 2;
  });
  return Math.sqrt(difference / norm);
}
