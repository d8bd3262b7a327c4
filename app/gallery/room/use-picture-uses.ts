import { useStore } from 'zustand';
import type { SeededRequest } from '../../../core/request/index.ts';
import { failureFrom } from '../../../core/result/index.ts';
import { allowanceOf } from '../../actions/generating/allowance.ts';
import { useServices } from '../../services.ts';
import { isBusy } from '../../state/job.ts';
import { downloadBlob } from '../../ui/download.ts';
import { failureSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import { countedPose } from '../counted-pose.ts';
import type { GalleryRecord, PictureDetails } from '../record.ts';
import { requestOf } from '../request-of.ts';
import { useDesk } from './desk-context.ts';
import { takeStart } from './take-start.ts';

/** What can be done with one picture. What becomes of it is told in the gallery. */
export interface PictureUses {
  /** Is a picture being made? */
  readonly busy: boolean;
  useSettings(): void;
  usePose(): void;
  /**
   * Makes pictures with the seeds that follow.
   *
   * @param dollars - US dollars that the person has agreed to pay for all of them
   */
  vary(count: number, dollars: number): Promise<void>;
  save(): Promise<void>;
  copy(): Promise<void>;
}

/** What makes a picture again with the seeds that follow; nothing where too little is known of it. */
export function variationsOf(
  { settings }: GalleryRecord,
  details: PictureDetails,
  count: number,
): SeededRequest[] {
  const request = requestOf(settings, details);
  if (!request) return [];
  return Array.from({ length: count }, (_, i) => ({ ...request, seed: request.seed + i + 1, samples: 1 }));
}

/** Joins a picture to the rest of the page. */
export function usePictureUses(record: GalleryRecord, details: PictureDetails): PictureUses {
  const { stores, actions } = useServices();
  const desk = useDesk();
  const busy = useStore(stores.job, isBusy);
  const tell = (note: string, problems: readonly string[] = []): void =>
    stores.gallery.setState({ note, problems });
  const { source, settings, model } = record;

  function takeSettings(): readonly string[] {
    const { loras = [], controlNet } = source.kind === 'remote' ? {} : source.addons;
    const name = source.kind === 'engine' ? source.modelId : model;
    const notes = actions.recipe.use({
      ...{ settings, loras },
      // What was drawn elsewhere says nothing of the models here.
      ...(source.kind !== 'remote' && name !== '' && { model: name }),
      ...(controlNet !== undefined && { controlNet }),
    });
    return [...notes, ...takeStart(stores, record, details)];
  }

  async function told(work: () => Promise<string>): Promise<void> {
    try {
      tell(await work());
    } catch (error) {
      tell('', [failureSaid(failureFrom(error, 'storage'))]);
    }
  }

  return {
    busy,
    useSettings() {
      const problems = takeSettings();
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
    async vary(count, dollars) {
      const requests = variationsOf(record, details, count);
      if (requests.length === 0) {
        tell('', [say`Too little is known of this picture to make it again.`]);
        return;
      }
      const problems = takeSettings();
      stores.gallery.setState({ dialogOpen: false, note: '', problems });
      const row = allowanceOf(dollars);
      for (const request of requests) if (!(await actions.generate.draw(request, row))) return;
    },
    save: () =>
      told(async () => {
        const name = `armature-${settings.seed ?? record.id.slice(0, 8)}.png`;
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
