/*
 * What a file is and what it gives, before anything is done with it.
 */
import type { RgbaImage } from '../../core/image/index.ts';
import { type CanvasSize, fitPose, type PoseReading } from '../../core/pose/index.ts';
import type { Recipe } from '../../core/request/index.ts';
import { ArmatureError, type Failure, failureFrom, makeFailure, messageOf } from '../../core/result/index.ts';
import type { SharedReading } from '../../core/share/index.ts';
import { distinct, words, type Words } from '../../core/words/index.ts';
import { loadFileFormats } from '../file-formats/load.ts';
import { kindOfFile } from '../intake/recognise.ts';
import type { FileRecipe } from '../state/intake.ts';
import { checkPicture } from '../ui/check-picture.ts';
import { say } from '../words/say.ts';

/** What a file gave, with its name. */
export interface NamedReading {
  readonly name: string;
  readonly reading: PoseReading;
  /** Indices of people of its first pose that did not count when a picture was made of it. */
  readonly leftOut?: readonly number[];
}

/** What became of one file. */
export type Outcome = { readonly told?: FileRecipe } & (
  | { readonly as: 'pose'; readonly named: NamedReading }
  /** All of somebody's work; its pose can be had by itself. */
  | { readonly as: 'project'; readonly named: NamedReading; readonly project: SharedReading }
  | { readonly as: 'model' | 'picture' | 'video'; readonly file: File }
  | { readonly as: 'failure'; readonly failure: Failure }
);

/** Several files at once are one import of all their people. */
export function combined(readings: readonly NamedReading[], canvas: CanvasSize): NamedReading | undefined {
  const [first, ...others] = readings;
  if (!first || others.length === 0) return first;
  const people = readings.flatMap(({ reading }) => fitPose(reading.frames[0], canvas).people);
  const leftOut: number[] = [];
  let ahead = 0;
  for (const { reading, leftOut: ofFile = [] } of readings) {
    for (const person of ofFile) leftOut.push(ahead + person);
    ahead += reading.frames[0].people.length;
  }
  const { width, height } = canvas;
  const notes = [...distinct(readings.flatMap(({ reading }) => reading.notes)), ...notesOnFrames(readings)];
  return {
    name: say`${readings.length} files`,
    reading: { found: words`Several poses`, frames: [{ width, height, people }], notes },
    leftOut,
  };
}

function notesOnFrames(readings: readonly NamedReading[]): Words[] {
  return readings.flatMap(({ name, reading: { frames } }) =>
    frames.length > 1
      ? words`Of the ${frames.length} poses in ${name} the first one was taken. Open it alone to choose another.`
      : [],
  );
}

/** Is it no more than people on a canvas of this size? */
export function isPlain({ frames, notes }: PoseReading, { width, height }: CanvasSize): boolean {
  const [{ people, ...size }, ...others] = frames;
  const fits = size.width === width && size.height === height;
  return fits && people.length > 0 && others.length === 0 && notes.length === 0;
}

/** Reads a file; what cannot be used is an outcome, too. */
export async function outcomeOf(
  file: File,
  { width, height }: CanvasSize,
  decode: (file: Blob) => Promise<RgbaImage>,
): Promise<Outcome> {
  const { name } = file;
  let told: FileRecipe | undefined;
  try {
    const kind = await kindOfFile(file);
    if (kind === 'model' || kind === 'video') return { as: kind, file };
    if (kind === 'unknown') throw unknownFile();
    const { projectFrom, readPngTexts, readPose, readSkeletonPicture, recipeFrom } = await loadFileFormats();
    if (kind === 'picture') {
      await checkPicture(file);
      return { as: 'pose', named: { name, reading: readSkeletonPicture(await decode(file)) } };
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const texts = kind === 'png' ? readPngTexts(bytes) : {};
    const project = projectFrom(texts);
    if (project && 'work' in project) return projectOutcome(name, project, { width, height });
    const recipe = recipeFrom(texts);
    told = recipe && { file, recipe };
    const reading = readPose(bytes, { canvas: { width, height } });
    const leftOut = leftOutIn(recipe);
    const notes = [
      ...reading.notes,
      ...(leftOut.length > 0 ? [NOT_EVERYBODY] : []),
      ...(project ? [project.problem] : []),
    ];
    return { as: 'pose', named: { name, reading: { ...reading, notes }, leftOut }, ...(told && { told }) };
  } catch (error) {
    const failure = failureFrom(error, 'bad-pose');
    // A picture that is no skeleton is still a picture.
    const isPicture = failure.code === 'bad-pose' && (await isPictureFile(file));
    if (isPicture) return { as: 'picture', file, ...(told && { told }) };
    return {
      as: 'failure',
      failure: makeFailure({ ...failure, message: words`${name}: ${messageOf(failure)}` }),
    };
  }
}

const NOT_EVERYBODY = words`The pose does not count for everybody, as in the picture: see “Pose of”.`;

function leftOutIn({ pose, people }: Pick<Recipe, 'pose' | 'people'> = {}): readonly number[] {
  return pose && people ? [...pose.people.keys()].filter((person) => !people.includes(person)) : [];
}

function projectOutcome(name: string, project: SharedReading, canvas: CanvasSize): Outcome {
  const { pose = { ...canvas, people: [] } } = project.work;
  return {
    as: 'project',
    named: { name, reading: { found: words`Project`, frames: [pose], notes: [] } },
    project,
  };
}

async function isPictureFile(file: File): Promise<boolean> {
  const kind = await kindOfFile(file).catch(() => 'unknown');
  return kind === 'png' || kind === 'picture';
}

function unknownFile(): ArmatureError {
  return new ArmatureError({
    code: 'bad-pose',
    message: words`This is no pose, picture or model that is known.`,
    next: words`Open OpenPose JSON, a PNG, JPEG or WebP picture, a video, or a .safetensors file.`,
  });
}
