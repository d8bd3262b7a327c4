export type { LoadedOrt, Ort } from './ort.ts';
export { createRuntime } from './runtime.ts';
export type { Runtime, RuntimeOptions, Session, SessionSource } from './runtime.ts';
export { disposeTensors, floats, integers } from './tensors.ts';
export type { CpuTensor, GpuTensor, SessionTensor, SessionTensors } from './tensors.ts';
