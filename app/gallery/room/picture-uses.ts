/*
 * What is done with one kept picture: it joins the rest of the page.
 */
import { seedOf } from '../../../core/noise/index.ts';
import type { SeededRequest } from '../../../core/request/index.ts';
import { failureFrom } from '../../../core/result/index.ts';
import { allowanceOf } from '../../actions/generating/allowance.ts';
import { modelsListed } from '../../actions/models-listed.ts';
import { controlNetTold, isNamed, type UsableRecipe } from '../../actions/recipe.ts';
import type { Services } from '../../services.ts';
import { fittedTo } from '../../state/former-models.ts';
import { activeModel } from '../../state/models.ts';
import { pictureFileName } from '../../state/picture.ts';
import { downloadBlob } from '../../ui/download.ts';
import { failureSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import { countedPose } from '../counted-pose.ts';
import type { GalleryDesk } from '../desk.ts';
import type { GalleryRecord, PictureDetails } from '../record.ts';
import { requestOf } from '../request-of.ts';
import { takeStart } from './take-start.ts';

/** What can be done with one picture. What becomes of it is told in the gallery. */
export interface PictureUses {
  useSettings(): Promise<void>;
  usePose(): void;
  /**
   * Makes pictures with the seeds that follow. Where the model or addons are not here, none is made unless that is agreed
   * to, and the gallery stays open.
   *
   * @param dollars - US dollars that the person has agreed to pay for all of them
   * @param asHere - may they be drawn with what is here in the place of what is not?
   * @returns why none is made, a sentence for each thing that is not here
   */
  vary(count: number, dollars: number, asHere: boolean): Promise<readonly string[]>;
  save(): Promise<void>;
  copy(): Promise<void>;
}

/** What they need. */
export interface PictureUsesParts {
  readonly services: Pick<Services, 'stores' | 'actions'>;
  readonly desk: Pick<GalleryDesk, 'file'>;
  readonly record: GalleryRecord;
  readonly details: PictureDetails;
}

/**
 * What makes a picture again with the seeds that follow those of its run, so that none of these is drawn once more; nothing
 * where too little is known of it.
 */
export function variationsOf(
  { settings, source: { kind } }: GalleryRecord,
  details: PictureDetails,
  count: number,
): SeededRequest[] {
  const request = requestOf(settings, details);
  if (!request) return [];
  const { seed, samples, noise } = request;
  // Elsewhere each picture of a run may have a seed of its own, whatever noise was set.
  const last = seedOf({ source: kind === 'remote' ? 'gpu' : noise, seed, index: samples - 1 });
  return Array.from({ length: count }, (_, i) => ({ ...request, seed: last + i + 1, samples: 1 }));
}

/** Makes the uses of a picture. */
export function createPictureUses(parts: PictureUsesParts): PictureUses {
  const { services, desk, record, details } = parts;
  const { stores, actions } = services;
  const { settings } = record;
  const recipe = recipeOf(record);
  const tell = (note: string, problems: readonly string[] = []): void =>
    stores.gallery.setState({ note, problems });

  async function told(work: () => Promise<string>): Promise<void> {
    try {
      tell(await work());
    } catch (error) {
      tell('', [failureSaid(failureFrom(error, 'storage'))]);
    }
  }

  return {
    async useSettings() {
      if (recipe.model !== undefined) await modelsListed(services);
      const problems = [...actions.recipe.use(recipe), ...takeStart(stores, record, details)];
      tell(problems.length === 0 ? say`The settings are in the form.` : '', problems);
    },
    usePose() {
      const pose = countedPose(details);
      if (!pose) return;
      const staying = actions.figure.replaceUnlocked(pose);
      tell(
        staying === 0
          ? say`The pose is on the canvas.`
          : say`The pose is on the canvas. Locked people stayed.`,
      );
    },
    vary: (count, dollars, asHere) => vary(parts, { count, dollars, asHere }),
    save: () =>
      told(async () => {
        const place = record.inBatch ?? { index: 0, count: 1 };
        const name = pictureFileName(settings.seed ?? record.id.slice(0, 8), place);
        downloadBlob(await desk.file(record.id), name);
        return say`Saved as ${name}.`;
      }),
    copy: () =>
      told(async () => {
        // The promise goes in as it is: some browsers take nothing once the press is over.
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': desk.file(record.id) })]);
        return say`Copied to the clipboard.`;
      }),
  };
}

/** What a picture was made with, as far as that can be taken over. */
function recipeOf({ settings, source, model }: GalleryRecord): UsableRecipe {
  // What was drawn elsewhere says nothing of the models here.
  if (source.kind === 'remote') return { settings, loras: [] };
  const { loras = [], controlNet } = source.addons;
  const name = source.kind === 'engine' ? source.modelId : model;
  return {
    ...{ settings, loras },
    ...(name !== '' && { model: name }),
    ...controlNetTold(controlNet, source.kind === 'engine' || source.software === 'armature'),
  };
}

async function vary(
  { services, record, details }: PictureUsesParts,
  order: { readonly count: number; readonly dollars: number; readonly asHere: boolean },
): Promise<readonly string[]> {
  const { stores, actions } = services;
  const requests = variationsOf(record, details, order.count);
  if (requests.length === 0) {
    stores.gallery.setState({
      note: '',
      problems: [say`Too little is known of this picture to make it again.`],
    });
    return [];
  }
  const recipe = recipeOf(record);
  if (recipe.model !== undefined) await modelsListed(services);
  const lacking = order.asHere ? [] : actions.recipe.lacking(recipe);
  if (lacking.length > 0) return lacking;
  actions.recipe.use(recipe);
  takeStart(stores, record, details);
  stores.gallery.setState({ dialogOpen: false, note: '', problems: [] });
  const row = allowanceOf(order.dollars);
  const present = activeModel(stores.models.getState());
  const isReplaced = order.asHere && recipe.model !== undefined && !isNamed(present, recipe.model);
  const fitting = isReplaced ? requests.map((request) => fittedTo(present, request)) : requests;
  for (const request of fitting) if (!(await actions.generate.draw(request, row))) break;
  return [];
}
