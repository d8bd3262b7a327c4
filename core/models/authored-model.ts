/*
 * What an author returns: a graph whose shapes are static, and the checkpoint tensors that it needs. The graph
 * depends on config, sizes and policy alone, never on the weights' bytes.
 */
import type { FloatType, Graph, Shape, TensorSpec } from '../onnx/index.ts';
import type { Component, StoredTensor, WeightFormat, WeightKind, WeightPolicy } from '../quantize/index.ts';

/** One checkpoint tensor that a model needs, and how it is stored in a packed file. */
export interface WeightRequest {
  readonly component: Component;
  /** Name in the checkpoint. */
  readonly tensor: string;
  readonly kind: WeightKind;
  /** Shape in the checkpoint. */
  readonly shape: Shape;
  readonly format: WeightFormat;
  /** What a packed file holds of it; the names are those of the graph's initializers. */
  readonly stored: readonly StoredTensor[];
}

/** A model ready to be encoded. */
export interface AuthoredModel {
  readonly component: Component;
  readonly graph: Graph;
  /** The graph's inputs. */
  readonly inputs: readonly TensorSpec[];
  /** The graph's outputs; with taps, every stage's output follows under its torch module path. */
  readonly outputs: readonly TensorSpec[];
  readonly weights: readonly WeightRequest[];
}

/** Options of every author. */
export interface AuthorOptions {
  readonly policy: WeightPolicy;
  /** Element type of all values between a graph's float32 inputs and outputs; float32 unless given. */
  readonly activations?: FloatType;
  /** Also give out every stage's result, named by its path in the torch module, such as `mid_block.resnets.0`. */
  readonly taps?: boolean;
}

/** Options of the text encoder's author. */
export interface TextEncoderOptions extends AuthorOptions {
  readonly batch: number;
  /** Tokens of a chunk, padding included. */
  readonly sequenceLength: number;
  /** Last layers to leave out, fewer than there are; none unless given. */
  readonly skipLayers?: number;
}

/** Options of authors whose input is an image or a latent image. */
export interface ImageOptions extends AuthorOptions {
  readonly batch: number;
  /** Of the model's input: px for encoders, latent cells for decoders. */
  readonly height: number;
  /** Of the model's input: px for encoders, latent cells for decoders. */
  readonly width: number;
}

/** Options of the ControlNet author; sizes in latent cells. */
export interface ControlNetOptions extends ImageOptions {
  /** Tokens of the text that is attended to. */
  readonly sequenceLength: number;
  /** Take text states, or their projections from a graph of their own? States unless given. */
  readonly text?: 'states' | 'projected';
}

/** Options of the UNet author; sizes in latent cells. */
export interface UNetOptions extends ControlNetOptions {
  /** Take ControlNet residuals as inputs? */
  readonly control: boolean;
}
