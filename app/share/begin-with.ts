import { readShareFragment } from '../../core/share/index.ts';
import type { Services } from '../services.ts';
import { allModels, isAtHand } from '../state/models.ts';
import { say } from '../words/say.ts';
import { applyFields, applyWork } from './apply-work.ts';

/**
 * Puts the work in the address of an embedded page on it, without a question: the page around decides what it begins with.
 * The fragment stays, so that the frame begins the same when it is loaded anew.
 *
 * @returns what could not be taken, in whole sentences
 * @throws ArmatureError `bad-request` for a link that cannot be read
 */
export function beginWith(fragment: string, services: Services): readonly string[] {
  const { work, notes } = readShareFragment(fragment);
  const { stores, actions } = services;
  const state = stores.models.getState();
  const model = allModels(state).find(({ id }) => id === work.model);
  const said = notes.map((note) => say(note));
  const left = applyWork(work, services);
  // It is what the person begins with: there is nothing before it to go back to.
  stores.figure.temporal.getState().clear();
  if (state.stored || work.model === undefined || (model && isAtHand(state, model))) {
    return [...said, ...left];
  }
  // Which models are on this device is not known yet.
  void actions.library.refresh().then(() => {
    const message = applyFields(work, services).join(' ');
    if (message !== '') stores.intake.setState({ failures: [{ code: 'bad-request', message }] });
  });
  return said;
}
