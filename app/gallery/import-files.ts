/*
 * Pictures from files: made here, by A1111, by ComfyUI, or by something that does not tell; and those in ZIP files of the
 * gallery.
 */
import { type RgbaImage, veil } from '../../core/image/index.ts';
import { readPngTexts } from '../../core/png/index.ts';
import { noRecipe, type Recipe, recipeFrom } from '../../core/request/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import { counted, type Words, words } from '../../core/words/index.ts';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import { type FileToImport, isZip, type ListedPicture, picturesInZip } from './import-zip.ts';
import { type GalleryRecord, LAYOUT } from './record.ts';
import type { NewPicture } from './shelf.ts';

/** What importing needs. */
export interface ImportDependencies {
  readonly decode: (file: Blob) => Promise<RgbaImage>;
  /** Puts pictures on the shelf. @throws ArmatureError */
  readonly add: (pictures: readonly NewPicture[]) => Promise<void>;
  readonly tell: (note: string, problems?: readonly string[]) => void;
  readonly newId: () => string;
  /** Makes the picture that lists show. */
  readonly small: (image: RgbaImage) => Promise<Blob>;
}

/** Takes files in, one after the other; one that cannot be read costs the others nothing. */
export async function importFiles(dependencies: ImportDependencies, files: readonly File[]): Promise<void> {
  const { add, tell } = dependencies;
  const problems: string[] = [];
  let count = 0;
  async function take(name: string, work: () => Promise<void>): Promise<void> {
    tell(say`Reading ${name} …`);
    await work().catch((error: unknown) => {
      problems.push(`${name}: ${failureSaid(failureFrom(error, 'bad-image'))}`);
    });
  }
  async function takePicture(given: FileToImport): Promise<void> {
    const { name } = given;
    const { picture, notes } = await read(given, dependencies);
    await add([picture]);
    count++;
    problems.push(...notes.map((note) => `${name}: ${say(note)}`));
  }
  for (const file of files) {
    await take(file.name, async () => {
      if (!isZip(file)) return takePicture({ name: file.name, file: () => Promise.resolve(file) });
      for (const each of await picturesInZip(file)) await take(each.name, () => takePicture(each));
    });
  }
  tell(
    count === 0
      ? say`No picture was added.`
      : say`${counted(count, { one: 'One picture', other: '# pictures' })} added.`,
    problems,
  );
}

const START_MISSING = words`What it was started from is missing in the ZIP file, or damaged.`;

async function read(
  { file: open, listed, start }: FileToImport,
  { decode, newId, small }: ImportDependencies,
): Promise<{ readonly picture: NewPicture; readonly notes: readonly Words[] }> {
  const file = await open();
  const texts = readPngTexts(new Uint8Array(await file.arrayBuffer()));
  const recipe = recipeFrom(texts);
  const image = await decode(file);
  const { settings = {}, model = '', pose, inBatch, upscaled } = recipe ?? {};
  const { favourite = false, digests = [], totalMs } = listed ?? {};
  const people = peopleIn(listed, recipe);
  const safety = verdictOf(listed, recipe);
  const strength = listed?.strength ?? recipe?.strength;
  const started = await start?.();
  const init = started && strength !== undefined ? { ...started, strength } : undefined;
  const id = newId();
  const picture: NewPicture = {
    ...{ file, thumbnail: await small(safety === 'flagged' ? veil(image) : image) },
    record: {
      ...{ id, layout: LAYOUT, madeAt: momentOf(file, listed), favourite, settings, model },
      ...{ width: image.width, height: image.height },
      source: sourceOf(file, listed, recipe),
      posed: (people ?? pose?.people ?? []).length,
      ...(strength !== undefined && { strength }),
      ...(inBatch && { inBatch }),
      ...(totalMs !== undefined && { totalMs }),
      ...(upscaled && { upscaled }),
      ...(safety && { safety }),
    },
    details: { id, digests, ...(pose && { pose }), ...(people && { people }), ...(init && { init }) },
  };
  const notes = recipe ? recipe.notes : [noRecipe(texts)];
  return { picture, notes: start && !init ? [...notes, START_MISSING] : notes };
}

/** Who drew it, which a list of this gallery tells; else that it is from a file. */
function sourceOf(
  { name }: File,
  listed: ListedPicture | undefined,
  recipe: Recipe | undefined,
): GalleryRecord['source'] {
  if (listed?.source && listed.source.kind !== 'file') return listed.source;
  return { kind: 'file', name, software: recipe?.software ?? 'unknown', addons: addonsOf(recipe) };
}

/** For whom the pose counted. Lists of earlier versions may name people who are not in the pose of the file. */
function peopleIn(
  listed: ListedPicture | undefined,
  recipe: Recipe | undefined,
): readonly number[] | undefined {
  const people = listed?.people ?? recipe?.people;
  const pose = recipe?.pose;
  return pose ? people?.filter((index) => index < pose.people.length) : people;
}

/** When it was made, as a row can have it. */
function momentOf({ lastModified }: File, listed: ListedPicture | undefined): number {
  const told = listed?.madeAt ?? NaN;
  return Math.max(0, Number.isNaN(told) ? lastModified : told);
}

/** A picture is flagged where either says so: files of earlier versions do not tell, and lists of theirs neither. */
function verdictOf(listed: ListedPicture | undefined, recipe: Recipe | undefined): ListedPicture['safety'] {
  const verdicts = [listed?.safety, recipe?.safety];
  return verdicts.includes('flagged') ? 'flagged' : verdicts.find((verdict) => verdict !== undefined);
}

function addonsOf(recipe: Recipe | undefined): {
  controlNet?: string;
  loras?: { id: string; weight: number }[];
} {
  const { controlNet, loras = [] } = recipe ?? {};
  return {
    ...(controlNet !== undefined && { controlNet }),
    ...(loras.length > 0 && { loras: [...loras] }),
  };
}
