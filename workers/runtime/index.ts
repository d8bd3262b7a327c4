export type { Ort } from './ort.ts';
export { createRuntime } from './runtime.ts';
export type { Runtime, Session, SessionInput, SessionSource } from './runtime.ts';
export { areOnGpu, disposeTensors, floats, integers } from './tensors.ts';
export type { CpuTensor, SessionTensor, SessionTensors } from './tensors.ts';
