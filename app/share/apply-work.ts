/*
 * Puts shared work on the page.
 */
import { resizeCanvas } from '../../core/pose/index.ts';
import type { SharedWork } from '../../core/share/index.ts';
import { counted } from '../../core/words/index.ts';
import type { Services } from '../services.ts';
import { say } from '../words/say.ts';

/**
 * Takes pose, words, settings, model and addons over, as far as they are told and can be used here. People that the person
 * has locked stay. The pose is one entry of the figure's history.
 *
 * @returns what could not be taken, in whole sentences
 */
export function applyWork(
  work: SharedWork,
  services: Pick<Services, 'stores' | 'actions'>,
): readonly string[] {
  const notes = applyFields(work, services);
  // Canvases of any size can be shared; those beyond what can be edited are fitted.
  const stayed = work.pose
    ? services.actions.figure.replaceUnlocked(resizeCanvas(work.pose, work.pose, 'fit'))
    : 0;
  const { form, figure } = services.stores;
  if (work.leftOut) {
    const count = figure.getState().pose.people.length;
    const leftOut = work.leftOut.map((person) => person + stayed).filter((person) => person < count);
    form.setState({ leftOut });
  }
  if (stayed === 0) return notes;
  return [
    ...notes,
    say`${counted(stayed, { one: 'One locked person stayed.', other: '# locked people stayed.' })}`,
  ];
}

/** Does the same with all but the pose and for whom it counts. */
export function applyFields(
  { settings = {}, prompt, negativePrompt, styles, model, controlNet, loras }: SharedWork,
  { stores: { form, models }, actions }: Pick<Services, 'stores' | 'actions'>,
): readonly string[] {
  const { freshSeed, ...numbers } = settings;
  const notes = actions.recipe.use({
    ...(model !== undefined && { model }),
    // A link names the ControlNet only where it is not the model's own.
    ...(controlNet === undefined ? model !== undefined && { controlNet: null } : { controlNet }),
    loras: loras ?? (model === undefined ? models.getState().loras : []),
    settings: { ...numbers, prompt, negativePrompt },
  });
  form.setState({ ...(styles && { styles }), ...(freshSeed !== undefined && { freshSeed }) });
  return notes;
}
