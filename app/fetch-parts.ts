/*
 * What is behind the first view, fetched once that is up: it is little beside the model, and then needs no network.
 */
import { backendPopover } from './BackendButton.tsx';
import { fetchIntake } from './actions/intake-door.ts';
import { fetchPoses } from './actions/poses-door.ts';
import { fetchAdherence } from './adherence/adherence-door.ts';
import { adherencePart, skeletonOverlayPart } from './adherence/adherence-part.tsx';
import { columnSeparatorsPart, panelsSeparatorPart } from './columns/separators-part.ts';
import { comparisonPart } from './comparison/ComparisonDialog.tsx';
import { fetchDetect } from './detect/detect-door.ts';
import { detectPart } from './detect/DetectDialog.tsx';
import { moreMenu } from './editor/MoreButton.tsx';
import { shortcutsPart } from './editor/ShortcutsDialog.tsx';
import { editorPanelsPart } from './editor/panels/editor-panels-part.ts';
import { fetchReferenceTools } from './editor/reference/reference-door.ts';
import { stageMenuPart } from './editor/stage/StageMenu.tsx';
import { loadFileFormats } from './file-formats/load.ts';
import { galleryPart } from './gallery/GalleryDialog.tsx';
import { fineSettingsPart } from './generate/MoreSettings.tsx';
import { idle } from './idle.ts';
import { intakeNoticePart } from './intake/intake-notice-part.tsx';
import { appearancePopover } from './look/AppearanceButton.tsx';
import { modelsPart } from './models/ModelsDialog.tsx';
import { exportPart } from './pose-files/ExportDialog.tsx';
import { posesPart } from './poses/PosesDialog.tsx';
import { promptParts } from './prompts/PromptFields.tsx';
import { queuePart } from './queue/QueueDialog.tsx';
import { backendsPart } from './remote/dialogs/BackendsDialog.tsx';
import { offerPart } from './remote/dialogs/OfferDialog.tsx';
import { openRunsPart } from './remote/panel/open-runs-part.tsx';
import { sharePart } from './share/ShareDialog.tsx';
import { sharedParts } from './share/Shared.tsx';
import { fetchSheetDrag } from './sheet/Sheet.tsx';
import { dialogPart } from './ui/PageDialog.tsx';

const PARTS = [
  dialogPart,
  stageMenuPart,
  moreMenu,
  backendPopover,
  appearancePopover,
  shortcutsPart,
  columnSeparatorsPart,
  editorPanelsPart,
  panelsSeparatorPart,
  fineSettingsPart,
  posesPart,
  detectPart,
  modelsPart,
  exportPart,
  intakeNoticePart,
  galleryPart,
  queuePart,
  sharePart,
  adherencePart,
  skeletonOverlayPart,
  comparisonPart,
  backendsPart,
  offerPart,
  openRunsPart,
  ...promptParts,
  ...sharedParts,
];

const ROOMS = [
  fetchSheetDrag,
  loadFileFormats,
  fetchIntake,
  fetchPoses,
  fetchAdherence,
  fetchDetect,
  fetchReferenceTools,
];

/** Fetches one part after the other, each when the browser has nothing else to do: together they hold up the first press. */
export async function fetchParts(): Promise<void> {
  for (const fetchPart of [...PARTS.map(({ fetchEarly }) => fetchEarly), ...ROOMS]) {
    await idle();
    // What cannot be fetched now is fetched again, and told of, when it is used.
    await Promise.resolve(fetchPart()).catch(() => undefined);
  }
}
