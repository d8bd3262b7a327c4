/*
 * What the gallery keeps of a picture besides its file: one row to list and search it by, one with what only its own page
 * shows. Whatever is read passes a schema; rows of earlier layouts are brought to the present one first.
 */
import * as v from 'valibot';
import { keptPose, type Pose } from '../../core/pose/index.ts';
import { type InitInput, PICTURE_FIELDS, upscalingSchema, VERDICTS } from '../../core/request/index.ts';
import { say } from '../words/say.ts';

/** Number of the layout of the rows. */
export const LAYOUT = 2;

type Row = Readonly<Record<string, unknown>>;

/** Brings a row from the layout of that number to the next one. */
const STEPS: Readonly<Record<number, (row: Row) => Row>> = {
  // Pictures from files came, of which less is known: everything that was required before may be missing now.
  1: (row) => ({ ...row, layout: 2 }),
};

/** Brings a row of an earlier layout to the present one. */
function upgraded(row: Row): Row {
  const step = STEPS[Number(row['layout'])];
  return step ? upgraded(step(row)) : row;
}

const finite = v.pipe(v.number(), v.finite());
/** A number that is not below zero. */
export const count = v.pipe(finite, v.minValue(0));
const side = v.pipe(v.number(), v.integer(), v.minValue(1));
const name = v.pipe(v.string(), v.nonEmpty());

const addonsSchema = v.object({
  controlNet: v.exactOptional(v.string()),
  loras: v.exactOptional(v.pipe(v.array(v.object({ id: v.string(), weight: finite })), v.readonly())),
});

/** Where a picture came from. */
export const sourceSchema = v.variant('kind', [
  v.object({
    kind: v.literal('engine'),
    modelId: name,
    addons: addonsSchema,
    backend: v.object({ backend: v.picklist(['webgpu', 'wasm']) }),
  }),
  v.object({
    kind: v.literal('remote'),
    backendId: name,
    label: name,
    model: v.string(),
    dollars: v.exactOptional(count),
    ownSampling: v.boolean(),
  }),
  v.object({
    kind: v.literal('file'),
    software: v.picklist(['armature', 'a1111', 'comfyui', 'unknown']),
    name: v.string(),
    addons: addonsSchema,
  }),
]);

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const startFileSchema = v.object({ sha256, bytes: count });

/** Names of the files of a start, with their lengths. */
export const startNamesSchema = v.object({
  image: startFileSchema,
  mask: v.exactOptional(startFileSchema),
});

/** Files that a picture was started from. */
export type StartNames = v.InferOutput<typeof startNamesSchema>;

/** The files of a start that is kept. */
export function startFilesOf(start: StartNames | undefined): readonly StartNames['image'][] {
  return start ? [start.image, ...(start.mask ? [start.mask] : [])] : [];
}

/** What the safety checker said of a picture. */
export const safetySchema = v.picklist(VERDICTS);

const recordSchema = v.object({
  id: name,
  layout: v.literal(LAYOUT),
  /** Milliseconds since 1970. */
  madeAt: count,
  /** px */
  width: side,
  /** px */
  height: side,
  /** Length of the file. */
  bytes: count,
  /** Where the file lies: the origin's private file system, or the database. */
  place: v.picklist(['files', 'database']),
  favourite: v.boolean(),
  /** What was asked for, without pose and pictures; of a picture from a file as far as that tells. */
  settings: v.partial(v.object(PICTURE_FIELDS)),
  /** Name of the model that drew; empty where it is not known. */
  model: v.string(),
  source: sourceSchema,
  /** People whose pose was asked for. */
  posed: v.pipe(count, v.integer()),
  /** Share of the way from a picture to noise, where it was started from one. */
  strength: v.exactOptional(finite),
  /** Files of that picture and its mask; absent where they are not kept, as of pictures from PNG files and of earlier versions. */
  start: v.exactOptional(startNamesSchema),
  /** Which picture of a batch it is, from 0, and of how many. */
  inBatch: v.exactOptional(v.object({ index: count, count })),
  /** Milliseconds from the press to the picture. */
  totalMs: v.exactOptional(count),
  /** What the safety checker said; absent where nobody asked it. */
  safety: v.exactOptional(safetySchema),
  /** How it was enlarged after it was drawn. */
  upscaled: v.exactOptional(upscalingSchema),
});

/** A digest as it is kept. */
export const digestSchema = v.object({ path: name, sha256 });

/** People of a pose, by their places in it. */
export const peopleSchema = v.array(v.pipe(v.number(), v.integer(), v.minValue(0)));

const detailsSchema = v.object({
  id: name,
  people: v.exactOptional(peopleSchema),
  pose: v.exactOptional(v.unknown()),
  digests: v.array(digestSchema),
});

/** A picture as it is listed. */
export type GalleryRecord = v.InferOutput<typeof recordSchema>;

/** The plain fields of a request, as far as they are known. */
export type KnownSettings = GalleryRecord['settings'];

/** SHA-256 of a file that the model was read from. */
export type FileDigest = v.InferOutput<typeof digestSchema>;

/** What only a picture's own page shows. */
export interface PictureDetails {
  readonly id: string;
  /** The pose that was asked for, with the people that counted; everybody unless given. */
  readonly pose?: Pose;
  readonly people?: readonly number[];
  /** What it was started from, where that is kept. */
  readonly init?: InitInput;
  /** Files of the model, as far as their digests are known. */
  readonly digests: readonly FileDigest[];
}

/** The part of them that stands in a row: files of a start are kept apart. */
export type RowDetails = Omit<PictureDetails, 'init'>;

/** A row that was read: a picture, or what cannot be read and is kept all the same. */
export type GalleryItem = {
  readonly id: string;
  /** When it was deleted, in milliseconds since 1970; until that is over it can come back. */
  readonly removedAt: number | undefined;
} & (
  | { readonly kind: 'picture'; readonly record: GalleryRecord }
  | { readonly kind: 'broken'; readonly why: string }
);

/** Reads a row of pictures. */
export function readItem(row: object): GalleryItem {
  const { id, layout, removedAt } = v.parse(headSchema, row);
  const parsed = v.safeParse(recordSchema, upgraded(row as Row));
  if (parsed.success) return { kind: 'picture', id, removedAt, record: parsed.output };
  const [issue] = parsed.issues;
  const why =
    layout > LAYOUT
      ? say`A newer version of this page keeps it. Reload the page.`
      : say`Its note is damaged (${v.getDotPath(issue) ?? say`all of it`}: ${issue.message}).`;
  return { kind: 'broken', id, removedAt, why };
}

/** What is read even of a damaged row. */
const headSchema = v.object({
  id: v.fallback(v.string(), ''),
  layout: v.fallback(v.number(), 0),
  removedAt: v.fallback(v.optional(v.number()), undefined),
});

/** Reads a row of details; what cannot be read is left out. */
export function readDetails(id: string, row: unknown): RowDetails {
  const parsed = v.safeParse(detailsSchema, row);
  if (!parsed.success) return { id, digests: [] };
  const { pose: json, ...rest } = parsed.output;
  const pose = keptPose(json);
  return { ...rest, ...(pose && { pose }) };
}
