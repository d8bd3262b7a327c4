/*
 * What A1111 or Forge has installed.
 */
import * as v from 'valibot';
import { ArmatureError, makeFailure } from '../../result/index.ts';
import { words } from '../../words/index.ts';
import type { Account, ServerLists } from '../backend.ts';
import { type HttpAnswer, type HttpCall, jsonOf } from '../http.ts';
import { headersOf, originOf, webuiError } from './a1111-account.ts';
import { samplersIn } from './a1111-samplers.ts';

const PATHS = ['/sdapi/v1/sd-models', '/controlnet/model_list', '/sdapi/v1/samplers'];

const modelsSchema = v.array(v.object({ title: v.string() }));
const unitsSchema = v.object({ model_list: v.array(v.string()) });
const samplersSchema = v.array(v.object({ name: v.string() }));

/** The calls that ask for it. */
export function lists(account: Account): HttpCall[] {
  return PATHS.map((path) => ({
    method: 'GET',
    url: `${originOf(account)}${path}`,
    headers: headersOf(account),
  }));
}

/** @throws ArmatureError where the API is off, or the ControlNet extension is missing */
export function readLists([models, units, samplers]: readonly HttpAnswer[]): ServerLists {
  const checkpoints = read(modelsSchema, models).map(({ title }) => title);
  if (units?.status === 404) throw new ArmatureError(NO_EXTENSION);
  // "None" is its entry for no model.
  const controlNets = read(unitsSchema, units).model_list.filter((name) => name !== 'None');
  const names = read(samplersSchema, samplers).map(({ name }) => name);
  return { checkpoints, controlNets, samplers: samplersIn(names) };
}

const NO_EXTENSION = makeFailure({
  code: 'remote-failed',
  message: words`The web UI answers, but has no ControlNet extension, so it cannot follow a pose.`,
  next: words`Install sd-webui-controlnet there, or use Forge, which brings it.`,
});

function read<T extends v.GenericSchema>(schema: T, answer: HttpAnswer | undefined): v.InferOutput<T> {
  if (!answer)
    throw new ArmatureError({ code: 'internal', message: 'A list of the web UI was not asked for.' });
  const parsed = v.safeParse(schema, jsonOf(answer));
  if (!parsed.success || answer.status >= 400) throw webuiError(answer);
  return parsed.output;
}
