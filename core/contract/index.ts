export type {
  BackendChoice,
  BackendName,
  BackendReport,
  Capabilities,
  GpuReport,
  WasmReport,
} from './capabilities.ts';
export type {
  CallEvent,
  CallId,
  CallInput,
  CallName,
  CallOutput,
  EngineCalls,
  FromWorker,
  GenerateInput,
  LoadedModel,
  LoadProgress,
  LoadRequest,
  Picture,
  PictureTimings,
  ResumePoint,
  StageName,
  StepReport,
  ToWorker,
} from './calls.ts';
export type { EngineState } from './engine-state.ts';
export { transferablesOf } from './transfer.ts';
export { PROTOCOL_VERSION } from './version.ts';
