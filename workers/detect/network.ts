/*
 * One network of a detector: an ONNX file with its session, and what it takes and gives.
 */
import type { NetworkOutput, Size } from '../../core/detect/index.ts';
import { ArmatureError, invariant } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { type ModelFolder, readFile } from '../engine/model-folder.ts';
import { floats, integers, type Runtime, type Session, type SessionInput } from '../runtime/index.ts';

/** Where a network is, and what it is taken for. */
export interface NetworkOrder {
  readonly folder: ModelFolder;
  /** Of its file in the folder. */
  readonly path: string;
  readonly runtime: Runtime;
  /** `[1, 3, height, width]` or `[1, height, width, 3]`. */
  readonly axes: 'channels-first' | 'channels-last';
  /** Of its input, where the file leaves it open. */
  readonly inputSize: Size | undefined;
}

/** A network that is ready to run. */
export interface Network {
  /** Of its input in px. */
  readonly size: Size;
  /**
   * Runs it on one picture, laid out as its input has it.
   *
   * @throws ArmatureError as the runtime does
   */
  run(pixels: Float32Array): Promise<NetworkOutputs>;
  release(): Promise<void>;
}

/** What a network gave. */
export interface NetworkOutputs {
  /** The output of that name, else the one in that place; undefined where there are fewer. */
  at(name: string, place: number): NetworkOutput | undefined;
  /** The output of that name. */
  named(name: string): NetworkOutput | undefined;
}

const CHANNELS = 3;

/** What the runtime says of a file that it cannot read. */
const UNREADABLE = /protobuf|invalid model|no graph|model_proto|unsupported model ir|not a valid/i;

/**
 * Opens a network.
 *
 * @throws ArmatureError `file-missing`, `bad-weights` when the file is no ONNX model, `unsupported-model` when the input is
 *   not one picture, `out-of-memory`, and what the runtime throws
 */
export async function openNetwork(order: NetworkOrder): Promise<Network> {
  const { folder, path, runtime } = order;
  const label = `${folder.label}/${path}`;
  const model = await readFile(folder, path);
  const session = await runtime
    .createSession({ name: label, model, outputsStay: false })
    .catch((error: unknown) => {
      throw refusalOf(error, label);
    });
  try {
    return networkOver(session, order, label);
  } catch (error) {
    await session.release();
    throw error;
  }
}

function networkOver(session: Session, order: NetworkOrder, label: string): Network {
  const { axes, inputSize } = order;
  const [input] = session.inputs;
  if (!input || !takesPicture(input, axes)) throw otherInput(label, input);
  const [height, width] = axes === 'channels-first' ? input.shape.slice(2) : input.shape.slice(1);
  const size = { width: width ?? inputSize?.width, height: height ?? inputSize?.height };
  const { width: columns, height: rows } = size;
  if (columns === undefined || rows === undefined) throw openSize(label);
  const shape = axes === 'channels-first' ? [1, CHANNELS, rows, columns] : [1, rows, columns, CHANNELS];
  return {
    size: { width: columns, height: rows },
    async run(pixels) {
      const values =
        input.type === 'int32' ? integers(Int32Array.from(pixels), shape) : floats(pixels, shape);
      return outputsOf(session, await session.run({ [input.name]: values }));
    },
    release: () => session.release(),
  };
}

function takesPicture({ type, shape }: SessionInput, axes: NetworkOrder['axes']): boolean {
  const channels = shape[axes === 'channels-first' ? 1 : 3];
  return (
    (type === 'float32' || type === 'int32') &&
    shape.length === 4 &&
    (shape[0] ?? 1) === 1 &&
    (channels ?? CHANNELS) === CHANNELS
  );
}

/** What a session gave, by name or place. */
export function outputsOf(session: Session, found: Awaited<ReturnType<Session['run']>>): NetworkOutputs {
  const named = (name: string): NetworkOutput | undefined => {
    const output = found[name];
    invariant(output?.at !== 'gpu', `The output ${name} stayed on the GPU.`);
    return output;
  };
  return { named, at: (name, place) => named(name) ?? named(session.outputNames[place] ?? '') };
}

function refusalOf(error: unknown, label: string): unknown {
  if (!(error instanceof ArmatureError)) return error;
  const { code, failure } = error;
  if (code === 'out-of-memory') {
    const next = words`Choose a smaller detector, or close other pages and try again.`;
    return new ArmatureError({ ...failure, next }, { cause: error });
  }
  if (code !== 'session-failed' || !UNREADABLE.test(failure.detail ?? '')) return error;
  return new ArmatureError(
    {
      code: 'bad-weights',
      message: words`${label} is damaged, or no ONNX model.`,
      next: words`Remove the detector and download it again.`,
      ...(failure.detail !== undefined && { detail: failure.detail }),
    },
    { cause: error },
  );
}

function otherInput(label: string, input: SessionInput | undefined): ArmatureError {
  const found = input && `${input.type} [${input.shape.map((length) => length ?? '?').join(', ')}]`;
  return new ArmatureError({
    code: 'unsupported-model',
    message:
      found === undefined
        ? words`${label} takes nothing instead of one picture.`
        : words`${label} takes ${found} instead of one picture.`,
    next: words`The file is of another network than its entry says: choose another detector.`,
  });
}

function openSize(label: string): ArmatureError {
  return new ArmatureError({
    code: 'bad-config',
    message: words`${label} leaves the size of its input open, and its entry names none.`,
    next: words`Add inputSize to its entry in models-manifest.json.`,
  });
}
