/*
 * What happens to files and texts that are opened, dropped or pasted: the one place that decides by content what they are.
 */
import type { RgbaImage } from '../../core/image/index.ts';
import {
  type CanvasSize,
  fitPose,
  type Pose,
  type PoseReading,
  resizeCanvas,
} from '../../core/pose/index.ts';
import type { Recipe } from '../../core/request/index.ts';
import { ArmatureError, type Failure, failureFrom } from '../../core/result/index.ts';
import { loadFileFormats } from '../file-formats/load.ts';
import { kindOfFile } from '../intake/recognise.ts';
import type { FigureStore } from '../state/figure.ts';
import {
  type ImportCanvas,
  type ImportedPose,
  type FileRecipe,
  type ImportMode,
  type IntakeStore,
  openedIn,
} from '../state/intake.ts';
import { selectionOfPeople } from '../state/selection.ts';
import type { FigureActions } from './figure.ts';

/** Something that can be done with an ordinary picture. */
export interface PictureUse {
  readonly label: string;
  readonly description: string;
  run(picture: File): Promise<void> | void;
}

/** What the intake hands things to. */
export interface IntakeDependencies {
  readonly intake: IntakeStore;
  readonly figure: FigureStore;
  readonly figureActions: Pick<FigureActions, 'edit'>;
  readonly pictureUses: readonly PictureUse[];
  takeModels(files: readonly File[]): void;
  /** Takes the settings of a picture over; tells what could not be taken, a sentence each. */
  useRecipe(recipe: Recipe): readonly string[];
  /**
   * Decodes a picture of any kind that the browser knows.
   *
   * @throws ArmatureError `bad-image`
   */
  decode(file: Blob): Promise<RgbaImage>;
}

/** The actions of the intake. */
export interface IntakeActions {
  /** What can be done with ordinary pictures, in the order of the offer. */
  readonly pictureUses: readonly PictureUse[];
  /** Takes files in. Never rejects: what cannot be used is told. */
  takeFiles(files: readonly File[]): Promise<void>;
  /** Changes how the latest import was done. */
  setMode(mode: ImportMode): void;
  /** Chooses whose canvas the latest import is on, where it took the place of the figure. */
  setCanvas(canvas: ImportCanvas): void;
  /** Shows another frame of the latest import. */
  setFrame(frame: number): void;
  /** Brings back what was there before the latest import. */
  undoImport(): void;
  /** Takes over how a picture was made. */
  useRecipe(which: FileRecipe): void;
  /** Does something with the first waiting picture. */
  usePicture(use: PictureUse): Promise<void>;
  /** Leaves the waiting pictures aside. */
  dropPictures(): void;
  /** Takes the notices away. */
  dismiss(): void;
}

interface NamedReading {
  readonly name: string;
  readonly reading: PoseReading;
}

/** What became of one file. */
type Outcome = { readonly told?: FileRecipe } & (
  | { readonly as: 'pose'; readonly named: NamedReading }
  | { readonly as: 'model' | 'picture'; readonly file: File }
  | { readonly as: 'failure'; readonly failure: Failure }
);

/** Makes the actions. */
export function createIntakeActions(dependencies: IntakeDependencies): IntakeActions {
  const { intake, figure, figureActions, pictureUses } = dependencies;
  // Whatever else changes the figure makes the import history.
  figure.subscribe(({ pose }) => {
    const { imported } = intake.getState();
    if (imported && imported.after !== pose) intake.setState({ imported: undefined });
  });

  /** Puts an import on the canvas, as one entry of history. */
  function show(imported: Omit<ImportedPose, 'after'>): void {
    const after = poseAfter(imported);
    const first = after.people.length - openedIn(imported).people.length;
    intake.setState({ imported: { ...imported, after } });
    figureActions.edit(
      () => after,
      `${imported.name} opened`,
      () => selectionOfPeople([...after.people.keys()].slice(first)),
      imported.mode === 'replace' ? 'others' : 'same',
    );
  }

  function change(by: Partial<Pick<ImportedPose, 'mode' | 'canvas' | 'frame'>>): void {
    const { imported } = intake.getState();
    if (imported) show({ ...imported, ...by });
  }

  return {
    pictureUses,
    async takeFiles(files) {
      const canvas = figure.getState().pose;
      const outcomes = await Promise.all(files.map((file) => outcomeOf(file, canvas, dependencies.decode)));
      const filesAs = (as: 'model' | 'picture'): File[] =>
        outcomes.flatMap((outcome) => (outcome.as === as ? [outcome.file] : []));
      const readings = outcomes.flatMap((outcome) => (outcome.as === 'pose' ? [outcome.named] : []));
      const failures = outcomes.flatMap((outcome) => (outcome.as === 'failure' ? [outcome.failure] : []));
      const recipes = outcomes.flatMap(({ told }) => told ?? []);
      intake.setState({ failures, recipes, pictures: filesAs('picture') });
      const models = filesAs('model');
      if (models.length > 0) dependencies.takeModels(models);
      const together = combined(readings, canvas);
      if (together) {
        const before = figure.getState().pose;
        show({ ...together, mode: 'replace', canvas: 'opened', frame: 0, before });
      }
    },
    setMode: (mode) => change({ mode }),
    setCanvas: (canvas) => change({ canvas }),
    setFrame: (frame) => change({ frame }),
    undoImport() {
      const { imported } = intake.getState();
      if (!imported) return;
      const { before } = imported;
      figureActions.edit(
        () => before,
        'The import was undone',
        () => selectionOfPeople(before.people.length > 0 ? [0] : []),
        'others',
      );
    },
    useRecipe(which) {
      const used = dependencies.useRecipe(which.recipe);
      intake.setState(({ recipes, pictures }) => ({
        recipes: recipes.map((told) => (told.file === which.file ? { ...told, used } : told)),
        pictures: pictures.filter((picture) => picture !== which.file),
      }));
    },
    async usePicture(use) {
      const [picture, ...others] = intake.getState().pictures;
      intake.setState({ pictures: others });
      if (!picture) return;
      try {
        await use.run(picture);
      } catch (error) {
        intake.setState({ failures: [failureFrom(error, 'bad-image')] });
      }
    },
    dropPictures: () => intake.setState({ pictures: [] }),
    dismiss: () => intake.setState({ imported: undefined, recipes: [], failures: [] }),
  };
}

/** The canvas of the file comes with its pose unless the one at hand is to stay. Locked people stay in any case. */
function poseAfter(imported: Omit<ImportedPose, 'after'>): Pose {
  const { mode, canvas, before } = imported;
  const opened = openedIn(imported);
  const host = mode === 'replace' && canvas === 'opened' ? resizeCanvas(before, opened, 'fit') : before;
  const fitted = fitPose(opened, host);
  if (mode === 'add') return { ...host, people: [...host.people, ...fitted.people] };
  return { ...fitted, people: [...host.people.filter(({ locked }) => locked), ...fitted.people] };
}

/** Several files at once are one import of all their people. */
function combined(readings: readonly NamedReading[], canvas: CanvasSize): NamedReading | undefined {
  const [first, ...others] = readings;
  if (!first || others.length === 0) return first;
  const people = readings.flatMap(({ reading }) => fitPose(reading.frames[0], canvas).people);
  const { width, height } = canvas;
  const notes = [...new Set(readings.flatMap(({ reading }) => reading.notes))];
  return {
    name: `${readings.length} files`,
    reading: { found: 'Several poses', frames: [{ width, height, people }], notes },
  };
}

async function outcomeOf(
  file: File,
  { width, height }: CanvasSize,
  decode: IntakeDependencies['decode'],
): Promise<Outcome> {
  const { name } = file;
  let told: FileRecipe | undefined;
  try {
    const kind = await kindOfFile(file);
    if (kind === 'model') return { as: 'model', file };
    if (kind === 'unknown') throw unknownFile();
    const { readPngTexts, readPose, readSkeletonPicture, recipeFrom } = await loadFileFormats();
    if (kind === 'picture') {
      return { as: 'pose', named: { name, reading: readSkeletonPicture(await decode(file)) } };
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const recipe = kind === 'png' ? recipeFrom(readPngTexts(bytes)) : undefined;
    told = recipe && { file, recipe };
    const reading = readPose(bytes, { canvas: { width, height } });
    return { as: 'pose', named: { name, reading }, ...(told && { told }) };
  } catch (error) {
    const failure = failureFrom(error, 'bad-pose');
    // A picture that is no skeleton is still a picture.
    const isPicture = failure.code === 'bad-pose' && (await isPictureFile(file));
    if (isPicture) return { as: 'picture', file, ...(told && { told }) };
    return { as: 'failure', failure: { ...failure, message: `${name}: ${failure.message}` } };
  }
}

async function isPictureFile(file: File): Promise<boolean> {
  const kind = await kindOfFile(file).catch(() => 'unknown');
  return kind === 'png' || kind === 'picture';
}

function unknownFile(): ArmatureError {
  return new ArmatureError({
    code: 'bad-pose',
    message: 'This is no pose, picture or model that is known.',
    next: 'Open OpenPose JSON, a PNG, JPEG or WebP picture, or a .safetensors file.',
  });
}
