/*
 * What views may use, handed down by the composition root.
 */
import { createContext, useContext } from 'react';
import { invariant } from '../core/result/index.ts';
import type { ClipboardActions } from './actions/clipboard.ts';
import type { AdherenceActions } from './adherence/actions.ts';
import type { AdherenceStore } from './adherence/store.ts';
import type { DetectActions } from './detect/actions.ts';
import type { DetectStore } from './detect/store.ts';
import type { GalleryActions } from './gallery/gallery.ts';
import type { GalleryStore } from './gallery/store.ts';
import type { FigureActions } from './actions/figure.ts';
import type { GenerateActions } from './actions/generate.ts';
import type { IntakeActions } from './actions/intake.ts';
import type { KeepingActions } from './actions/keeping.ts';
import type { LibraryActions } from './actions/library.ts';
import type { ChoiceActions } from './actions/model-choice.ts';
import type { PoseActions } from './actions/poses.ts';
import type { PoseFileActions } from './actions/pose-files.ts';
import type { RecipeActions } from './actions/recipe.ts';
import type { ReferenceActions } from './actions/reference.ts';
import type { SaveActions } from './actions/save.ts';
import type { StartActions } from './actions/start.ts';
import type { ViewActions } from './actions/view.ts';
import type { QueueActions } from './queue/queue.ts';
import type { PromptActions } from './prompts/prompts.ts';
import type { RemoteActions } from './remote/actions.ts';
import type { ShellActions } from './shell/actions.ts';
import type { SafetyStore } from './safety/store.ts';
import type { ComparisonStore } from './state/comparison.ts';
import type { EditorStore } from './state/editor.ts';
import type { EmbedStore } from './state/embed.ts';
import type { EngineStore } from './state/engine.ts';
import type { FigureStore } from './state/figure.ts';
import type { FormStore } from './state/form.ts';
import type { IntakeStore } from './state/intake.ts';
import type { JobStore } from './state/job.ts';
import type { KeepingStore } from './state/keeping.ts';
import type { ModelsStore } from './state/models.ts';
import type { PosesStore } from './state/poses.ts';
import type { QueueStore } from './state/queue.ts';
import type { ReferenceStore } from './state/reference.ts';
import type { RemoteStore } from './state/remote.ts';
import type { SettingsStore } from './state/settings.ts';
import type { ShareStore } from './state/share.ts';
import type { ShellStore } from './state/shell.ts';
import type { StartStore } from './state/start.ts';

/** Stores to read and actions to call. */
export interface Services {
  readonly stores: {
    readonly figure: FigureStore;
    readonly editor: EditorStore;
    readonly form: FormStore;
    readonly job: JobStore;
    readonly engine: EngineStore;
    readonly embed: EmbedStore;
    readonly settings: SettingsStore;
    readonly start: StartStore;
    readonly comparison: ComparisonStore;
    readonly models: ModelsStore;
    readonly poses: PosesStore;
    readonly intake: IntakeStore;
    readonly reference: ReferenceStore;
    readonly adherence: AdherenceStore;
    readonly detect: DetectStore;
    readonly gallery: GalleryStore;
    readonly queue: QueueStore;
    readonly remote: RemoteStore;
    readonly share: ShareStore;
    readonly shell: ShellStore;
    readonly keeping: KeepingStore;
    readonly safety: SafetyStore;
  };
  readonly actions: {
    readonly figure: FigureActions;
    readonly view: ViewActions;
    readonly editorClipboard: ClipboardActions;
    readonly generate: GenerateActions;
    readonly save: SaveActions;
    readonly start: StartActions;
    readonly library: LibraryActions;
    readonly choice: ChoiceActions;
    readonly poses: PoseActions;
    readonly intake: IntakeActions;
    readonly poseFiles: PoseFileActions;
    readonly reference: ReferenceActions;
    readonly adherence: AdherenceActions;
    readonly detect: DetectActions;
    readonly gallery: GalleryActions;
    readonly queue: QueueActions;
    readonly prompts: PromptActions;
    readonly recipe: RecipeActions;
    readonly remote: RemoteActions;
    readonly shell: ShellActions;
    readonly keeping: KeepingActions;
  };
}

const ServicesContext = createContext<Services | undefined>(undefined);

/** Hands services to the views below. */
export const ServicesProvider = ServicesContext.Provider;

/** The services of the page. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  invariant(services, 'Views stand below a ServicesProvider.');
  return services;
}
