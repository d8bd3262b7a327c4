export type {
  AuthoredModel,
  AuthorOptions,
  ControlNetOptions,
  ImageOptions,
  TextEncoderOptions,
  UNetOptions,
  WeightRequest,
} from './authored-model.ts';
export { authorVaeDecoder, authorVaeEncoder } from './autoencoder-kl.ts';
export { authorTinyDecoder, authorTinyEncoder } from './autoencoder-tiny.ts';
export { timestepSinusoids } from './blocks/timestep.ts';
export { checkWeights } from './check-weights.ts';
export { authorTextEncoder } from './clip-text.ts';
export { parseAutoencoderKLConfig, parseAutoencoderTinyConfig } from './config/autoencoder.ts';
export type { AutoencoderKLConfig, AutoencoderTinyConfig } from './config/autoencoder.ts';
export { parseClipTextConfig } from './config/clip-text.ts';
export type { ClipTextConfig } from './config/clip-text.ts';
export { parseControlNetConfig, parseUNetConfig } from './config/denoiser.ts';
export type { ControlNetConfig, UNetConfig } from './config/denoiser.ts';
export { authorControlHint, authorControlNet } from './controlnet.ts';
export { authorUNet } from './unet.ts';
