import { ArmatureError } from '../result/index.ts';
import { words } from '../words/index.ts';
import { type ScoredBox, suppress } from './boxes.ts';
import type { Size } from './letterbox.ts';
import { checkedOutput, type NetworkOutput } from './network-output.ts';

/** Px of the input for a cell of each of the three grids. */
const STRIDES = [8, 16, 32];
/** Left, top, right, bottom, score. */
const BOX_VALUES = 5;
/** Centre, size, and how sure it is that there is anything; classes follow. */
const CLASSES_AT = 5;
/** COCO's class of people is the first. */
const PERSON = 0;
/** Intersection over union above which two boxes are of one person. */
const MAX_OVERLAP = 0.45;

/** What a YOLOX network gave. */
export interface YoloxOutputs {
  /** `[1, cells, 5 + classes]` as the network computes it, or `[1, boxes, 5]` where the file decodes by itself. */
  readonly boxes: NetworkOutput | undefined;
  /** `[1, boxes]`: the class of each box, where the file decodes by itself and knows more than people. */
  readonly labels?: NetworkOutput | undefined;
}

/** What the outputs are read with. */
export interface YoloxOptions {
  /** Of the network's input in px. */
  readonly input: Size;
  /** Px of the input for a px of the picture. */
  readonly ratio: number;
  /** Boxes must be surer than this. */
  readonly minScore: number;
}

/**
 * Reads the people that a YOLOX network found (Ge et al., 2021).
 *
 * @returns boxes in px of the picture, the surest first
 * @throws ArmatureError `unsupported-model` when the output has another shape, `bad-output` when it is not finite
 */
export function decodeYolox({ boxes, labels }: YoloxOutputs, options: YoloxOptions): ScoredBox[] {
  const output = checkedOutput(boxes, { name: 'person boxes', shape: [1, undefined, undefined] });
  const { shape } = output;
  const values = shape[2] ?? 0;
  if (values === BOX_VALUES) {
    const classes = labels && checkedOutput(labels, { name: 'classes', shape: [1, shape[1]] });
    // Such a file has suppressed duplicates by itself.
    return decodedBoxes(output, classes, options).sort((a, b) => b.score - a.score);
  }
  const found = cellBoxes(output, { ...options, values, cells: shape[1] ?? 0 });
  return suppress(found, MAX_OVERLAP).map((i) => found[i]!);
}

function decodedBoxes(
  { data }: NetworkOutput,
  labels: NetworkOutput | undefined,
  { ratio, minScore }: YoloxOptions,
): ScoredBox[] {
  const found: ScoredBox[] = [];
  for (let i = 0, at = 0; at < data.length; i++, at += BOX_VALUES) {
    const [left = 0, top = 0, right = 0, bottom = 0, score = 0] = data.subarray(at, at + BOX_VALUES);
    if (score <= minScore || (labels && labels.data[i] !== PERSON)) continue;
    found.push({ left: left / ratio, top: top / ratio, right: right / ratio, bottom: bottom / ratio, score });
  }
  return found;
}

interface CellOptions extends YoloxOptions {
  /** Numbers of a cell. */
  readonly values: number;
  readonly cells: number;
}

function cellBoxes({ data }: NetworkOutput, options: CellOptions): ScoredBox[] {
  const { input, ratio, minScore, values, cells } = options;
  const expected = STRIDES.reduce((sum, stride) => sum + cellsAt(input, stride), 0);
  if (values <= CLASSES_AT || cells !== expected) throw otherGrid(options, expected);
  const found: ScoredBox[] = [];
  let at = 0;
  for (const stride of STRIDES) {
    const columns = Math.floor(input.width / stride);
    for (let cell = 0; cell < cellsAt(input, stride); cell++, at += values) {
      const score = data[at + 4]! * data[at + CLASSES_AT + PERSON]!;
      if (!(score > minScore)) continue;
      const x = (data[at]! + (cell % columns)) * stride;
      const y = (data[at + 1]! + Math.floor(cell / columns)) * stride;
      const halfWidth = (Math.exp(data[at + 2]!) * stride) / 2;
      const halfHeight = (Math.exp(data[at + 3]!) * stride) / 2;
      found.push({
        left: (x - halfWidth) / ratio,
        top: (y - halfHeight) / ratio,
        right: (x + halfWidth) / ratio,
        bottom: (y + halfHeight) / ratio,
        score,
      });
    }
  }
  return found;
}

function cellsAt({ width, height }: Size, stride: number): number {
  return Math.floor(width / stride) * Math.floor(height / stride);
}

function otherGrid({ cells, values, input }: CellOptions, expected: number): ArmatureError {
  return new ArmatureError({
    code: 'unsupported-model',
    message: words`The network that finds people gave ${cells} cells of ${values} numbers instead of ${expected} cells of more than ${CLASSES_AT} for ${input.width} x ${input.height} px: it is no YOLOX network.`,
    next: words`Choose another detector.`,
  });
}
