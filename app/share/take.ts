/*
 * Takes shared work in the place of what is on the page, and brings that back.
 */
import { makeFailure } from '../../core/result/index.ts';
import type { SharedReading } from '../../core/share/index.ts';
import { words } from '../../core/words/index.ts';
import { modelsListed } from '../actions/models-listed.ts';
import type { Services } from '../services.ts';
import { isBusy } from '../state/job.ts';
import { activeModel } from '../state/models.ts';
import { selectionOfPeople } from '../state/selection.ts';
import type { PageBefore } from '../state/share.ts';
import { say } from '../words/say.ts';
import { applyWork } from './apply-work.ts';

type Page = Pick<Services, 'stores' | 'actions'>;

/** Takes the work of a file, as {@link takeWork} does, once it is known which models are on this device. */
export async function takeFile(name: string, reading: SharedReading, services: Page): Promise<void> {
  if (reading.work.model !== undefined) await modelsListed(services);
  takeWork(name, reading, services);
}

/**
 * Takes work and says so, with the way back. While a picture is made nothing is changed, which is told.
 *
 * @param name - of the file, or what else it came from
 */
export function takeWork(name: string, { work, notes }: SharedReading, services: Page): void {
  const { share, intake, job, models } = services.stores;
  if (isBusy(job.getState())) {
    intake.setState({
      failures: [
        makeFailure({
          code: 'bad-request',
          message: words`${name} was not opened: a picture is being made.`,
          next: words`Wait for it or cancel it, then open it again.`,
        }),
      ],
    });
    return;
  }
  const before = pageNow(services);
  const left = applyWork(work, services);
  const wantsModel = work.model !== undefined && work.model !== activeModel(models.getState()).id;
  share.setState({
    taken: { name, notes: [...notes.map((note) => say(note)), ...left], wantsModel, before },
  });
}

/** Brings back what was on the page before. The pose's history keeps what was there in between. */
export function undoTaken({ stores, actions }: Page): void {
  const { taken } = stores.share.getState();
  if (!taken || isBusy(stores.job.getState())) return;
  const { pose, form, models } = taken.before;
  bringModelsBack(models, { stores, actions });
  actions.figure.edit(
    () => pose,
    say`The work from before is back`,
    ({ people }) => selectionOfPeople(people.length > 0 ? [0] : []),
    'others',
  );
  stores.form.setState(form, true);
  stores.share.setState({ taken: undefined });
}

function pageNow({ stores: { figure, form, models } }: Page): PageBefore {
  const { controlNet, loras } = models.getState();
  const activeId = activeModel(models.getState()).id;
  return {
    pose: figure.getState().pose,
    form: form.getState(),
    models: { activeId, controlNet, loras },
  };
}

function bringModelsBack(
  before: PageBefore['models'],
  { stores: { models }, actions: { choice } }: Page,
): void {
  if (activeModel(models.getState()).id !== before.activeId) choice.use(before.activeId);
  for (const { id } of models.getState().loras) {
    if (before.loras.every((lora) => lora.id !== id)) choice.removeLora(id);
  }
  const weightNow = (id: string) => models.getState().loras.find((lora) => lora.id === id)?.weight;
  for (const { id, weight } of before.loras) if (weightNow(id) !== weight) choice.setLora(id, weight);
  if (models.getState().controlNet !== before.controlNet) choice.chooseControlNet(before.controlNet);
}
