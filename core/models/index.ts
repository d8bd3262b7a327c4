export type {
  AuthoredModel,
  AuthorOptions,
  ControlNetOptions,
  ImageOptions,
  TextEncoderOptions,
  UNetOptions,
  WeightRequest,
} from './authored-model.ts';
