import type { RgbaImage } from '../../core/image/index.ts';
import type { JobStore } from '../state/job.ts';
import type { SettingsStore } from '../state/settings.ts';
import type { AdherenceActions } from './actions.ts';
import { type AdherenceStore, isSearching, type Measured } from './store.ts';

/** What is kept in step. */
export interface Following {
  readonly job: JobStore;
  readonly adherence: AdherenceStore;
  readonly settings: SettingsStore;
  readonly actions: Pick<AdherenceActions, 'check'>;
}

/** Forgets what was seen in pictures that are gone, and looks at new ones where the person wants that. */
export function followPictures({ job, adherence, settings, actions }: Following): void {
  job.subscribe((state, before) => {
    if (state.picture !== before.picture) {
      const shown = state.picture?.images ?? [];
      const attempts = adherence.getState().search?.attempts ?? [];
      const kept = new Set([...shown, ...attempts.flatMap(({ picture }) => picture.images)]);
      adherence.setState(({ measured }) => ({ measured: only(measured, kept), failure: undefined }));
    }
    const finished =
      state.job.status === 'done' && (before.job.status !== 'done' || state.shown !== before.shown);
    const { picture, shown } = state;
    const safety = picture?.images[shown]?.safety;
    // In a blur there is nobody to find.
    const seen = !safety || safety.verdict === 'clear' || !safety.withheld;
    const wanted = seen && settings.getState().checkPose && picture?.request.control.kind === 'pose';
    if (finished && wanted && !isSearching(adherence.getState())) void actions.check();
  });
}

function only(
  measured: ReadonlyMap<RgbaImage, Measured>,
  kept: ReadonlySet<RgbaImage>,
): ReadonlyMap<RgbaImage, Measured> {
  return new Map([...measured].filter(([image]) => kept.has(image)));
}
