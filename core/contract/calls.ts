/*
 * The calls of the engine: the worker that generates. Nothing here lives on the GPU, and everything is
 * structured-cloneable.
 */
import type { RgbaImage } from '../image/index.ts';
import type { LoraEntry, ModelEntry } from '../manifest/index.ts';
import type { FloatType } from '../onnx/index.ts';
import type { WeightPolicy } from '../quantize/index.ts';
import type { GenerateRequest, PictureAddons, SeededRequest } from '../request/index.ts';
import type { BackendChoice, BackendName, BackendReport, Capabilities } from './capabilities.ts';
import type { CheckedImage, SafetyOrder } from './safety.ts';

/** A LoRA in use. */
export interface LoraChoice {
  /** Of an addon that is stored or comes with the page. */
  readonly id: string;
  /** Factor on its change of the weights. */
  readonly weight: number;
}

/** Which model to bring up and where to run it. */
export interface LoadRequest {
  /** Fetched from beside the page where it is built in, else taken from the store. */
  readonly model: ModelEntry;
  /** Address that the entry's `base` is relative to, ending in a slash. */
  readonly page: string;
  readonly backend: BackendChoice;
  /** Present where pictures failed on the GPU: `auto` then passes it over. */
  readonly gpuFailed?: true;
  /** Id of a stored ControlNet that takes the place of the model's own. */
  readonly controlNet?: string;
  /** LoRAs whose changes are added to the weights, each times its factor. */
  readonly loras?: readonly LoraChoice[];
  /** Those of them that come with the page; the others are taken from the store. */
  readonly pageLoras?: readonly LoraEntry[];
  /** Id of a stored decoder for previews. */
  readonly previewDecoder?: string;
}

/** How far loading is. Bytes count all files of the model. */
export interface LoadProgress {
  readonly phase: 'fetching' | 'verifying' | 'converting' | 'preparing';
  /** File or component at work, as the manifest names it. */
  readonly item: string;
  readonly bytes: number;
  readonly totalBytes: number;
  /** What is being prepared for. */
  readonly backend?: BackendName;
}

/** A model that is ready to generate. */
export interface LoadedModel {
  readonly modelId: string;
  /** Stored ControlNet that took the place of the model's own, and LoRAs in use. */
  readonly addons: PictureAddons;
  readonly backend: BackendReport;
  /** Present where the model did not fit as it is stored: how its weights were made smaller. */
  readonly madeSmaller?: WeightPolicy;
  /** In what the denoisers compute; text and decoding are always in float32. */
  readonly precision: FloatType;
  /** Was it float16, until it overflowed? */
  readonly fellBack?: true;
}

/** The stages of one generation, in order. */
export type StageName = 'preparing' | 'encoding' | 'text' | 'control' | 'denoising' | 'decoding' | 'checking';

/** Where a run can go on that was stopped, on another backend or in a new worker as well. */
export interface ResumePoint {
  /** Number of the picture in its batch, from 0. */
  readonly picture: number;
  /** Steps done. */
  readonly step: number;
  /** Noise level of the latents. */
  readonly sigma: number;
  /** float32 `[channels, height, width]` */
  readonly latents: Float32Array;
  /** Draws of noise that were used up. */
  readonly draws: number;
}

/** Progress of one generation. */
export type StepReport = {
  /** The request's `trackId`. */
  readonly trackId: string | null;
} & (
  | { readonly at: 'stage'; readonly stage: StageName }
  /** float16 overflowed: the run begins again from its beginning, and everything reported before is void. */
  | { readonly at: 'precision'; readonly precision: 'float32' }
  | {
      readonly at: 'step';
      /** Number of the picture in its batch, from 0. */
      readonly picture: number;
      /** Pictures in the batch. */
      readonly pictures: number;
      /** Steps of this picture done, from 1 to `steps`. */
      readonly step: number;
      readonly steps: number;
      /** Noise level that the step reached. */
      readonly sigma: number;
      /** Calls of the denoiser for this picture. */
      readonly modelCalls: number;
      /** Milliseconds that this step took. */
      readonly stepMs: number;
      /** Milliseconds since denoising began. */
      readonly elapsedMs: number;
      /** Estimated milliseconds until the last picture is there. */
      readonly remainingMs: number;
      /** Small picture of the denoised latents, where one was made for this step. */
      readonly preview?: RgbaImage;
      /** Where to go on from if this step is the last. */
      readonly resume: ResumePoint;
    }
  | {
      readonly at: 'picture';
      /** Number of the picture in its batch, from 0. */
      readonly picture: number;
      /** The finished picture. */
      readonly image: CheckedImage;
      /** Of the run so far. */
      readonly timings: PictureTimings;
    }
);

/** Where the time of one generation went, in milliseconds. */
export interface PictureTimings {
  readonly total: number;
  /** Inside the runtime's `session.run`, all stages together. */
  readonly inference: number;
  readonly stages: Readonly<Partial<Record<StageName, number>>>;
}

/** Finished pictures with what made them. */
export interface Picture {
  /** Stored ControlNet that took the place of the model's own, and LoRAs in use. */
  readonly addons: PictureAddons;
  /** As many as the request asked for; after resuming, those from where it went on. */
  readonly images: readonly [CheckedImage, ...CheckedImage[]];
  /** The request as it ran, with the seed that was used. */
  readonly request: SeededRequest;
  readonly modelId: string;
  readonly backend: BackendReport;
  /** In what the denoisers computed. */
  readonly precision: FloatType;
  /** Was it begun in float16, which overflowed, and made again in float32? */
  readonly fellBack?: true;
  readonly timings: PictureTimings;
}

/** What turns the final latents into the picture. */
export type DecoderChoice = 'full' | 'fast';

/** What to generate, and how it is watched. */
export interface GenerateInput {
  readonly request: GenerateRequest;
  /** A preview at every so many steps, as far as that is affordable; 0 for none, 1 unless given. */
  readonly previewEvery?: number;
  /** Go on from here. */
  readonly resume?: ResumePoint;
  /** `fast` decodes the picture with the small decoder for previews, where the model has one; `full` unless given. */
  readonly decoder?: DecoderChoice;
  /** Have every picture checked; none is unless given. */
  readonly safety?: SafetyOrder;
}

/** Every call that the page can make on the worker. */
export interface EngineCalls {
  /** Handshake and measurement: refuses a page of another protocol version. */
  probe: { input: { readonly protocol: number }; event: never; output: Capabilities };
  load: { input: LoadRequest; event: LoadProgress; output: LoadedModel };
  generate: { input: GenerateInput; event: StepReport; output: Picture };
}
