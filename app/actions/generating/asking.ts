/*
 * From form and figure to a checked request.
 */
import { parseGenerateRequest, type SeededRequest } from '../../../core/request/index.ts';
import type { Wording } from '../../prompts/wording.ts';
import type { FigureStore } from '../../state/figure.ts';
import type { FormStore } from '../../state/form.ts';
import { activeModel, followsPose, type ModelsStore } from '../../state/models.ts';
import { sizesFor } from '../../state/sizes.ts';
import type { StartStore } from '../../state/start.ts';

/** What a request is made of. */
export interface AskingDependencies {
  readonly figure: FigureStore;
  readonly form: FormStore;
  readonly start: StartStore;
  readonly models: ModelsStore;
  /** Gives a new seed. */
  readonly drawSeed: () => number;
  readonly wording: Wording;
  readonly elsewhere: {
    /** Are pictures drawn elsewhere first? The pose then counts, whatever model is set here. */
    comesFirst(): boolean;
  };
}

/** Gives the form the usual size where it has one that is not drawn: by the model here, or elsewhere. */
export function fitSize({
  form,
  models,
  elsewhere,
}: Pick<AskingDependencies, 'form' | 'models' | 'elsewhere'>): void {
  const { sides, usual } = sizesFor(activeModel(models.getState()), elsewhere.comesFirst());
  const { width, height } = form.getState();
  if (sides.includes(width) && sides.includes(height)) return;
  form.setState({ width: usual, height: usual });
}

/**
 * What the Generate button would ask for.
 *
 * @throws ArmatureError `bad-request`
 */
export function requestFrom(dependencies: AskingDependencies): SeededRequest {
  fitSize(dependencies);
  const { figure, form, start, models, drawSeed, elsewhere, wording } = dependencies;
  const { freshSeed, leftOut, styles, ...fields } = form.getState();
  const seed = freshSeed ? drawSeed() : fields.seed;
  const { pose } = figure.getState();
  const people = [...pose.people.keys()].filter((index) => !leftOut.includes(index));
  const posed = followsPose(models.getState()) || elsewhere.comesFirst();
  const control = posed ? ({ kind: 'pose', pose, people } as const) : ({ kind: 'none' } as const);
  const { image, mask, strength } = start.getState();
  const init = image && { image, strength, ...(mask && { mask }) };
  const words = wording.of({ ...fields, styles }, seed);
  return { ...parseGenerateRequest({ ...fields, ...words, seed, control, ...(init && { init }) }), seed };
}
