export { createTorchNoise } from './torch-randn.ts';
export type { NormalNoise } from './torch-randn.ts';
