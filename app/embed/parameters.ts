/*
 * The form as a host sees it, and as it changes it.
 */
import type { EmbedParameters } from '../../core/embed/index.ts';
import { REQUEST_FIELDS } from '../../core/request/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { type Words, words } from '../../core/words/index.ts';
import type { FormState, FormStore } from '../state/form.ts';
import { activeModel, type ModelsStore } from '../state/models.ts';
import type { RemoteStore } from '../state/remote.ts';
import { sizesFor } from '../state/sizes.ts';
import type { Parameters } from './sdk/api.ts';

/** What changing the form needs. */
export interface ParameterStores {
  readonly form: FormStore;
  readonly models: ModelsStore;
  readonly remote: RemoteStore;
}

const NAMES = Object.keys(REQUEST_FIELDS) as (keyof Parameters)[];

/** The fields of a request, without pose and pictures. */
export function parametersIn(
  request: Omit<Parameters, 'seed'> & { readonly seed: number | null },
): Parameters {
  return Object.fromEntries(NAMES.map((name) => [name, request[name]])) as unknown as Parameters;
}

/** What is set; a seed of null stands for a new one each time. */
export function parametersOf(form: FormState): Parameters {
  return parametersIn({ ...form, seed: form.freshSeed ? null : form.seed });
}

/**
 * Sets fields of the form, all or none of them.
 *
 * @throws ArmatureError `bad-request` where they contradict each other, or the model draws no such size
 */
export function takeParameters(given: EmbedParameters, { form, models, remote }: ParameterStores): void {
  const { seed, ...fields } = given;
  const next = { ...form.getState(), ...fields };
  if (next.controlStart > next.controlEnd) {
    throw refused(
      words`controlEnd: the ControlNet cannot end before it starts.`,
      words`Set controlStart as well.`,
    );
  }
  const model = activeModel(models.getState());
  const { sides } = sizesFor(model, remote.getState().policy === 'remote');
  const other = [fields.width, fields.height].find((side) => side !== undefined && !sides.includes(side));
  if (other !== undefined) {
    throw refused(
      words`A side of ${other} px is none that ${model.label} draws.`,
      words`Take ${sides.join(', ')}.`,
    );
  }
  form.setState({
    ...fields,
    ...(seed === null && { freshSeed: true }),
    ...(typeof seed === 'number' && { seed, freshSeed: false }),
  });
}

function refused(message: Words, next: Words): ArmatureError {
  return new ArmatureError({ code: 'bad-request', message, next });
}
