/*
 * Pictures from files: made here, by A1111, by ComfyUI, or by something that does not tell.
 */
import type { RgbaImage } from '../../core/image/index.ts';
import { readPngTexts } from '../../core/png/index.ts';
import { noRecipe, type Recipe, recipeFrom } from '../../core/request/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import { counted, type Words } from '../../core/words/index.ts';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import { LAYOUT } from './record.ts';
import type { NewPicture } from './shelf.ts';

/** What importing needs. */
export interface ImportDependencies {
  readonly decode: (file: Blob) => Promise<RgbaImage>;
  /** Puts pictures on the shelf. @throws ArmatureError */
  readonly add: (pictures: readonly NewPicture[]) => Promise<void>;
  readonly tell: (note: string, problems?: readonly string[]) => void;
  readonly newId: () => string;
  readonly now: () => number;
  /** Makes the picture that lists show. */
  readonly small: (image: RgbaImage) => Promise<Blob>;
}

/** Takes files in, one after the other; one that cannot be read costs the others nothing. */
export async function importFiles(dependencies: ImportDependencies, files: readonly File[]): Promise<void> {
  const { add, tell } = dependencies;
  const problems: string[] = [];
  let count = 0;
  for (const file of files) {
    tell(say`Reading ${file.name} …`);
    try {
      const { picture, notes } = await read(file, dependencies);
      await add([picture]);
      count++;
      problems.push(...notes.map((note) => `${file.name}: ${say(note)}`));
    } catch (error) {
      problems.push(`${file.name}: ${failureSaid(failureFrom(error, 'bad-image'))}`);
    }
  }
  tell(
    count === 0
      ? say`No picture was added.`
      : say`${counted(count, { one: 'One picture', other: '# pictures' })} added.`,
    problems,
  );
}

async function read(
  file: File,
  { decode, newId, now, small }: ImportDependencies,
): Promise<{ readonly picture: NewPicture; readonly notes: readonly Words[] }> {
  const texts = readPngTexts(new Uint8Array(await file.arrayBuffer()));
  const recipe = recipeFrom(texts);
  const image = await decode(file);
  const { settings = {}, model = '', pose, strength, upscaled } = recipe ?? {};
  const id = newId();
  const picture: NewPicture = {
    ...{ file, thumbnail: await small(image) },
    record: {
      ...{ id, layout: LAYOUT, madeAt: now(), favourite: false, settings, model },
      ...{ width: image.width, height: image.height },
      source: {
        kind: 'file',
        name: file.name,
        software: recipe?.software ?? 'unknown',
        addons: addonsOf(recipe),
      },
      posed: pose?.people.length ?? 0,
      ...(strength !== undefined && { strength }),
      ...(upscaled && { upscaled }),
    },
    details: { id, digests: [], ...(pose && { pose }) },
  };
  return { picture, notes: recipe ? recipe.notes : [noRecipe(texts)] };
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
