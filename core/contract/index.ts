export { type AliveNote, isAliveNote } from './alive.ts';
export type {
  BackendChoice,
  BackendName,
  BackendReport,
  Capabilities,
  GpuReport,
  WasmReport,
} from './capabilities.ts';
export type {
  DecoderChoice,
  EngineCalls,
  GenerateInput,
  LoadedModel,
  LoadProgress,
  LoadRequest,
  LoraChoice,
  Picture,
  PictureTimings,
  ResumePoint,
  StageName,
  StepReport,
} from './calls.ts';
export type {
  DetectCalls,
  Detection,
  DetectionTimings,
  DetectorLoadRequest,
  DetectRequest,
  LoadedDetector,
  PersonBox,
} from './detect.ts';
export type { EngineState } from './engine-state.ts';
export { ISOLATION_HEADERS } from './isolation.ts';
export { underLock } from './locks.ts';
export type { CheckedImage, SafetyNote, SafetyOrder } from './safety.ts';
export { allowOwnScripts, SCRIPT_POLICY, type ScriptScope } from './script-policy.ts';
export { transferablesOf } from './transfer.ts';
export { PROTOCOL_VERSION } from './version.ts';
export type {
  ImportReport,
  ImportRequest,
  LibraryCalls,
  PickedFile,
  StoredFileReport,
  StoredItem,
  StoreProgress,
  StoreReport,
  StoreRequest,
} from './library.ts';
export type {
  CallEvent,
  CallId,
  CallInput,
  CallName,
  CallOutput,
  FromWorker,
  ToWorker,
  WorkerCalls,
} from './messages.ts';
export type {
  ExpandProgress,
  ExpandRequest,
  Expansion,
  TextCalls,
  TokenCount,
  TokenCountChunk,
  TokenCountRequest,
} from './text.ts';
export {
  LONGEST_UPSCALED,
  UPSCALE_FACTORS,
  type UpscaleCalls,
  type Upscaled,
  type UpscaleFactor,
  type UpscaleProgress,
  type UpscaleRequest,
} from './upscale.ts';
export {
  isStartNewVersion,
  type NewVersionAnswer,
  SHARE_ACTION,
  SHARED_LIMITS,
  SHARED_NAME_HEADER,
  SHARED_PARAMETER,
  type SharedArrival,
  sharedFilesCache,
  type StartNewVersion,
} from './shell.ts';
