/*
 * An upscaler that is open: enlarges pictures tile by tile, so that memory is bounded whatever their size.
 */
import type { UpscaleFactor, UpscaleProgress } from '../../core/contract/index.ts';
import { enlargeInTiles, planReachTiling, type RgbaImage, type Tiling } from '../../core/image/index.ts';
import { authorSrvggCompact, parseSrvggCompactConfig, reachOf } from '../../core/models/index.ts';
import { ArmatureError, invariant } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { throwIfCancelled } from '../engine/cancel.ts';
import { openComponent, readConfig } from '../engine/component.ts';
import type { ModelFolder } from '../engine/model-folder.ts';
import { floats, type Runtime } from '../runtime/index.ts';
import { averageBoxes, type Pass, passesFor } from './passes.ts';

/** How a picture is enlarged. */
export interface EnlargeOptions {
  readonly factor: UpscaleFactor;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: UpscaleProgress) => void;
  /** The longest side of a tile in px; {@link TILE_SIDE} unless given. */
  readonly tileSide?: number;
}

/** An upscaler that is open. Nothing of it is on the backend between two pictures. */
export interface Upscaler {
  /**
   * Enlarges a picture.
   *
   * @throws ArmatureError `bad-weights`, `bad-output` where a value is no number, `cancelled`, and what the runtime throws
   */
  enlarge(image: RgbaImage, options: EnlargeOptions): Promise<RgbaImage>;
}

/** A few megabytes for each layer of a small network, and tiles that are much larger than what they share. */
const TILE_SIDE = 192;
const CHANNELS = 3;

/**
 * Opens an upscaler.
 *
 * @throws ArmatureError `file-missing`, `bad-config` or `bad-weights`
 */
export async function openUpscaler(folder: ModelFolder, runtime: Runtime): Promise<Upscaler> {
  const config = parseSrvggCompactConfig(await readConfig(folder), `${folder.label}/config.json`);
  const weights = await openComponent(folder, { policy: 'f32' });
  const network = async ({ height, width }: Tiling['tile']): Promise<Network> => {
    const model = authorSrvggCompact(config, { batch: 1, height, width, policy: weights.policy });
    const session = await runtime.createSession(await weights.sourceFor(model));
    return {
      async run(planes) {
        const { enlarged } = await session.run({ picture: floats(planes, [1, CHANNELS, height, width]) });
        invariant(
          enlarged?.at === 'cpu' && enlarged.data instanceof Float32Array,
          'The upscaler gives planes.',
        );
        if (!enlarged.data.every(Number.isFinite)) throw notFinite();
        return enlarged.data;
      },
      release: () => session.release(),
    };
  };
  return {
    async enlarge(image, options) {
      const steps = stepsOf(image, passesFor(options.factor, config.upscale), {
        side: options.tileSide ?? TILE_SIDE,
        reach: reachOf(config),
      });
      const tell = teller(steps, options);
      let large = image;
      for (const step of steps)
        large = await take(step, { image: large, own: config.upscale, network, tell });
      return large;
    },
  };
}

/** The graph for tiles of one size. */
interface Network {
  /** From planes `[3, tile]` to those of the tile enlarged. */
  run(planes: Float32Array): Promise<Float32Array>;
  release(): Promise<void>;
}

interface Step extends Pass {
  readonly tiling: Tiling;
}

function stepsOf(
  image: RgbaImage,
  passes: readonly Pass[],
  limits: Parameters<typeof planReachTiling>[1],
): Step[] {
  let { width, height } = image;
  return passes.map((pass) => {
    const tiling = planReachTiling({ width, height }, limits);
    [width, height] = [width * pass.scale, height * pass.scale];
    return { ...pass, tiling };
  });
}

/** Tells each tile that is done; a cancel is heard between two. */
function teller(steps: readonly Step[], { signal, onProgress }: EnlargeOptions): () => void {
  const total = steps.reduce((sum, { tiling }) => sum + tiling.rows.length * tiling.columns.length, 0);
  let done = 0;
  onProgress({ done, total });
  return () => {
    onProgress({ done: ++done, total });
    throwIfCancelled(signal);
  };
}

interface StepWork {
  readonly image: RgbaImage;
  /** Factor by which the network enlarges. */
  readonly own: number;
  readonly network: (tile: Tiling['tile']) => Promise<Network>;
  readonly tell: () => void;
}

async function take(
  { tiling, scale, box }: Step,
  { image, own, network, tell }: StepWork,
): Promise<RgbaImage> {
  const opened = await network(tiling.tile);
  try {
    return await enlargeInTiles({ image, tiling, scale }, async (planes) => {
      const large = averageBoxes(await opened.run(planes), tiling.tile.width * own, box);
      tell();
      return large;
    });
  } finally {
    await opened.release();
  }
}

function notFinite(): ArmatureError {
  return new ArmatureError({
    code: 'bad-output',
    message: words`The enlarged picture came out with values that are no numbers.`,
    next: words`Try again; if it happens again, switch the backend.`,
    detail: 'not-finite',
  });
}
