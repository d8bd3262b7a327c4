export { createBrownianPath } from './brownian.ts';
export type { BrownianOptions, BrownianPath } from './brownian.ts';
export { createMt19937 } from './mt19937.ts';
export { createPhiloxNoise, keyOf as philoxKey, philox4x32 } from './philox.ts';
export { createPictureNoise, NOISE_SOURCES, seedOf } from './picture-noise.ts';
export type { NoiseSourceName, PictureNoiseOptions } from './picture-noise.ts';
export { createTorchNoise } from './torch-randn.ts';
export type { NormalNoise } from './torch-randn.ts';
