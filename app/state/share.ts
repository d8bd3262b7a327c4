import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Pose } from '../../core/pose/index.ts';
import type { FormState } from './form.ts';
import type { ModelChoice } from './models.ts';

/** What was on the page before shared work was taken. */
export interface PageBefore {
  readonly pose: Pose;
  readonly form: FormState;
  readonly models: Pick<ModelChoice, 'activeId' | 'controlNet' | 'loras'>;
}

/** Shared work that is on the page now. */
export interface TakenWork {
  /** Of the file, or what else it came from. */
  readonly name: string;
  /** What could not be taken, in whole sentences. */
  readonly notes: readonly string[];
  /** Is there another model under Models that it was made with? */
  readonly wantsModel: boolean;
  readonly before: PageBefore;
}

/** Files that were shared to the page, by another program or by a website that pretends to be one. */
export interface SharedFiles {
  readonly files: readonly File[];
  /** Were there more than may be shared at once? */
  readonly isPart: boolean;
}

/** Work that is passed on, and work that comes. */
export interface ShareState {
  readonly dialogOpen: boolean;
  /** Fragment of a link that was opened; undefined once the person has said what is to become of it. */
  readonly incoming: string | undefined;
  /** Is it asked about now? Otherwise it waits, as while a model is fetched for it. */
  readonly asking: boolean;
  /** What was shared and is asked about; undefined once the person has said what is to become of it. */
  readonly files: SharedFiles | undefined;
  readonly taken: TakenWork | undefined;
}

/** The store of {@link ShareState}. */
export type ShareStore = StoreApi<ShareState>;

/** Makes the store: nothing has come. */
export function createShareStore(): ShareStore {
  return createStore<ShareState>(() => ({
    dialogOpen: false,
    incoming: undefined,
    asking: false,
    files: undefined,
    taken: undefined,
  }));
}
