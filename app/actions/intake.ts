/*
 * What happens to files and texts that are opened, dropped or pasted: the one place that decides by content what they are.
 */
import type { RgbaImage } from '../../core/image/index.ts';
import { addPerson, fitPose, type Pose, resizeCanvas } from '../../core/pose/index.ts';
import type { Recipe } from '../../core/request/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import type { SharedReading } from '../../core/share/index.ts';
import { words, type Words } from '../../core/words/index.ts';
import type { FigureStore } from '../state/figure.ts';
import type { FormStore } from '../state/form.ts';
import {
  dismissNotices,
  type ImportCanvas,
  type ImportedPose,
  type FileRecipe,
  type ImportMode,
  type IntakeStore,
  openedIn,
} from '../state/intake.ts';
import type { ModelsStore } from '../state/models.ts';
import { selectionOfPeople } from '../state/selection.ts';
import { say } from '../words/say.ts';
import type { FigureActions } from './figure.ts';
import { figuresInWords } from './figure/editing.ts';
import { combined, isPlain, type Outcome, outcomeOf } from './intake-reading.ts';
import type { LibraryActions } from './library.ts';
import { modelsListed } from './models-listed.ts';
import { controlNetTold, type UsableRecipe } from './recipe.ts';

/** Something that can be done with an ordinary picture. */
export interface PictureUse {
  readonly label: Words;
  readonly description: Words;
  run(picture: File): Promise<void> | void;
}

/** What the intake hands things to. */
export interface IntakeDependencies {
  readonly intake: IntakeStore;
  readonly figure: FigureStore;
  readonly form: FormStore;
  readonly models: ModelsStore;
  readonly library: Pick<LibraryActions, 'refresh'>;
  readonly figureActions: Pick<FigureActions, 'edit'>;
  readonly pictureUses: readonly PictureUse[];
  takeModels(files: readonly File[]): void;
  /** Looks for people in a video. */
  takeVideo(file: File): void;
  /** Takes all of the work in a file over, and tells what became of it. */
  takeProject(name: string, project: SharedReading): Promise<void>;
  /** Takes the settings of a picture over; tells what could not be taken, a sentence each. */
  useRecipe(recipe: UsableRecipe): readonly string[];
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
  /** Adds the people of a pasted text, as `takeFiles` does those of a file. */
  takeText(text: string): Promise<void>;
  /** Changes how the latest import was done. */
  setMode(mode: ImportMode): void;
  /** Chooses whose canvas the latest import is on, where it took the place of the figure. */
  setCanvas(canvas: ImportCanvas): void;
  /** Shows another frame of the latest import. */
  setFrame(frame: number): void;
  /** Brings back what was there before the latest import. */
  undoImport(): void;
  /** Takes over how a picture was made. */
  useRecipe(which: FileRecipe): Promise<void> | void;
  /** Does something with the first waiting picture. */
  usePicture(use: PictureUse): Promise<void>;
  /** Leaves the waiting pictures aside. */
  dropPictures(): void;
  /** Takes the notices away. */
  dismiss(): void;
}

/** What a pasted text is called. */
const PASTED = words`Pasted text`;

/** Makes the actions. */
export function createIntakeActions(dependencies: IntakeDependencies): IntakeActions {
  const { intake, figure, form, models, library, figureActions, pictureUses } = dependencies;
  // Whatever else changes the figure makes the import history.
  figure.subscribe(({ pose }) => {
    const { imported } = intake.getState();
    if (imported && imported.after !== pose) intake.setState({ imported: undefined });
  });

  /**
   * Puts an import on the canvas, as one entry of history.
   *
   * @param whose - whose people are on the canvas afterwards: those of before still, or others
   */
  function show(
    imported: Omit<ImportedPose, 'after'>,
    how: 'told' | 'quiet',
    whose: 'same' | 'others',
  ): void {
    const after = poseAfter(imported);
    const { people } = openedIn(imported);
    const first = after.people.length - people.length;
    if (how === 'told') intake.setState({ imported: { ...imported, after } });
    figureActions.edit(
      () => after,
      how === 'told' ? say`${imported.name} opened` : say`${figuresInWords(people)} pasted`,
      () => selectionOfPeople([...after.people.keys()].slice(first)),
      whose,
    );
    const { mode, frame, leftOut = [], leftOutBefore } = imported;
    const ours = frame === 0 ? leftOut.map((person) => first + person) : [];
    form.setState({ leftOut: mode === 'add' ? [...leftOutBefore, ...ours] : ours });
  }

  function change(by: Partial<Pick<ImportedPose, 'mode' | 'canvas' | 'frame'>>): void {
    const { imported } = intake.getState();
    if (imported) show({ ...imported, ...by }, 'told', 'others');
  }

  async function takeProject({ named, project }: Extract<Outcome, { as: 'project' }>): Promise<void> {
    try {
      await dependencies.takeProject(named.name, project);
    } catch (error) {
      // What takes it over could not be fetched.
      intake.setState({ failures: [failureFrom(error, 'network')] });
    }
  }

  async function take(files: readonly File[], mode: ImportMode): Promise<void> {
    const canvas = figure.getState().pose;
    const outcomes = await Promise.all(files.map((file) => outcomeOf(file, canvas, dependencies.decode)));
    const filesAs = (as: 'model' | 'picture' | 'video'): File[] =>
      outcomes.flatMap((outcome) => (outcome.as === as ? [outcome.file] : []));
    const [first, ...others] = outcomes;
    if (first?.as === 'project' && others.length === 0) {
      intake.setState({ imported: undefined, failures: [], recipes: [], pictures: [] });
      await takeProject(first);
      return;
    }
    // Of several files together the people are wanted.
    const readings = outcomes.flatMap((outcome) => ('named' in outcome ? [outcome.named] : []));
    const failures = outcomes.flatMap((outcome) => (outcome.as === 'failure' ? [outcome.failure] : []));
    const recipes = outcomes.flatMap(({ told }) => told ?? []);
    intake.setState({ failures, recipes, pictures: filesAs('picture') });
    const models = filesAs('model');
    if (models.length > 0) dependencies.takeModels(models);
    const [video] = filesAs('video');
    if (video) dependencies.takeVideo(video);
    const together = combined(readings, canvas);
    if (together) {
      const before = figure.getState().pose;
      const leftOutBefore = form.getState().leftOut;
      // People go through the clipboard all the time: that needs no words.
      const how = mode === 'add' && isPlain(together.reading, canvas) ? 'quiet' : 'told';
      const opened = { ...together, mode, canvas: 'opened', frame: 0, before, leftOutBefore } as const;
      show(opened, how, mode === 'replace' ? 'others' : 'same');
    }
  }

  return {
    pictureUses,
    takeFiles: (files) => take(files, 'replace'),
    takeText: (text) => take([new File([text], say(PASTED))], 'add'),
    setMode: (mode) => change({ mode }),
    setCanvas: (canvas) => change({ canvas }),
    setFrame: (frame) => change({ frame }),
    undoImport() {
      const { imported } = intake.getState();
      if (!imported) return;
      const { before, leftOutBefore } = imported;
      figureActions.edit(
        () => before,
        say`The import was undone`,
        () => selectionOfPeople(before.people.length > 0 ? [0] : []),
        'others',
      );
      form.setState({ leftOut: leftOutBefore });
    },
    async useRecipe(which) {
      const { recipe } = which;
      if (recipe.model !== undefined) await modelsListed({ stores: { models }, actions: { library } });
      const used = dependencies.useRecipe(usable(recipe));
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
    dismiss: () => dismissNotices(intake),
  };
}

function usable(recipe: Recipe): UsableRecipe {
  const { settings, loras, model, controlNet, software } = recipe;
  return {
    ...{ settings, loras },
    ...(model !== undefined && { model }),
    ...controlNetTold(controlNet, software === 'armature'),
  };
}

/** The canvas of the file comes with its pose unless the one at hand is to stay. Locked people stay in any case. */
function poseAfter(imported: Omit<ImportedPose, 'after'>): Pose {
  const { mode, canvas, before } = imported;
  const opened = openedIn(imported);
  const host = mode === 'replace' && canvas === 'opened' ? resizeCanvas(before, opened, 'fit') : before;
  const fitted = fitPose(opened, host);
  if (mode === 'add') return fitted.people.reduce(addPerson, host);
  return { ...fitted, people: [...host.people.filter(({ locked }) => locked), ...fitted.people] };
}
