/*
 * LoRAs merged into a network's weights: W + weight * (alpha / rank) * up @ down. A convolution's factors are kernels; with
 * the kernel unrolled into columns the product is the same.
 * Reference: diffusers `fuse_lora`, PEFT `merge`.
 */
import { ArmatureError } from '../../result/index.ts';
import type { StateDict } from '../../weights/index.ts';
import { words } from '../../words/index.ts';
import { addProduct } from './add-product.ts';
import type { ProductSizes } from './add-product.ts';
import { adapterNotes } from './adapter-metadata.ts';
import type { AdapterNotes } from './adapter-metadata.ts';
import { loraModules } from './modules.ts';
import type { LoraComponent, LoraModule } from './modules.ts';
import { layerLookup } from './resolve.ts';

/** A LoRA and how much of it to take. */
export interface WeightedLora {
  readonly state: StateDict;
  /** 1 is as trained; may be negative or above 1. */
  readonly weight: number;
  /** Of the file's header; PEFT's alpha is there. */
  readonly metadata?: Readonly<Record<string, string>>;
}

interface Change {
  readonly lora: WeightedLora;
  readonly module: LoraModule;
  readonly notes: AdapterNotes;
  readonly sizes: ProductSizes;
}

/**
 * Makes sure that every LoRA with modules for a network finds a layer there.
 *
 * @param names - of all the network's tensors, as diffusers has them
 * @throws ArmatureError `unsupported-model` for the first one that does not
 */
export function requireLayers(
  names: Iterable<string>,
  component: LoraComponent,
  loras: readonly WeightedLora[],
): void {
  const lookup = layerLookup(names, component);
  for (const { state } of loras) {
    const modules = modulesFor(state, component);
    if (modules.length > 0 && modules.every(({ layer }) => lookup(layer) === undefined))
      throw nothingApplies(modules);
  }
}

/**
 * A network, or the part of one that a graph needs, with LoRAs merged in. Tensors are changed as they are read.
 *
 * @param base - under names of diffusers
 * @param component - which network `base` is; the LoRAs' modules for the other one do not matter here
 * @throws ArmatureError `bad-weights` naming the first factor whose shape does not fit its layer, or, as it is read, a layer
 *   that is no longer finite
 */
export function mergeLoras(
  base: StateDict,
  component: LoraComponent,
  loras: readonly WeightedLora[],
): StateDict {
  const lookup = layerLookup(base.names(), component);
  const changes = new Map<string, Change[]>();
  for (const lora of loras) {
    const modules = modulesFor(lora.state, component);
    const notes = adapterNotes(lora.metadata ?? {}, component);
    for (const module of modules) {
      const target = lookup(module.layer);
      if (target === undefined) continue;
      const change = {
        lora,
        module,
        notes: notes(module.layer),
        sizes: sizesOf(base, target, { lora, module }),
      };
      const there = changes.get(target);
      if (there) there.push(change);
      else changes.set(target, [change]);
    }
  }
  return {
    names: () => base.names(),
    shapeOf: (name) => base.shapeOf(name),
    async floats(name) {
      const values = await base.floats(name);
      const own = changes.get(name);
      if (!own) return values;
      const merged = await mergeInto(values.slice(), own);
      // What was broken before is not the LoRA's fault.
      if (!areFinite(merged) && areFinite(values)) throw broken(name, own);
      return merged;
    },
  };
}

/** How much of a LoRA fits a model. */
export interface LoraReport {
  /** Layers that it would change. */
  readonly modules: number;
  /** Weights that it changes, in names of diffusers behind the component's. */
  readonly applied: readonly string[];
  /** Layers that the model does not have, as the file spells them. */
  readonly unmatched: readonly string[];
}

/**
 * Tells which layers of a LoRA a model has.
 *
 * @param bases - the networks that the model has
 * @throws ArmatureError `unsupported-model` when it has none of them
 */
export function loraReport(
  bases: Readonly<Partial<Record<LoraComponent, StateDict>>>,
  lora: StateDict,
): LoraReport {
  const modules = loraModules(lora.names());
  const lookups = new Map(
    (['unet', 'text_encoder'] as const).map((component) => {
      const base = bases[component];
      return [component, base ? layerLookup(base.names(), component) : () => undefined];
    }),
  );
  const found = modules.map((module) => ({
    module,
    target: lookups.get(module.component)?.(module.layer),
  }));
  const applied = found.flatMap(({ module, target }) => (target ? [`${module.component}.${target}`] : []));
  if (applied.length === 0) throw nothingApplies(modules);
  const unmatched = found.flatMap(({ module, target }) => (target === undefined ? [module.down] : []));
  return { modules: modules.length, applied, unmatched };
}

function areFinite(values: Float32Array): boolean {
  // Times zero, only NaN and the infinite ones are not zero; several times as fast as asking of each.
  let sum = 0;
  for (const value of values) sum += value * 0;
  return sum === 0;
}

function broken(name: string, [change]: readonly Change[]): ArmatureError {
  return new ArmatureError({
    code: 'bad-weights',
    message: words`With the LoRA, the layer ${name} has values that are no numbers: ${change?.module.down ?? name} or what belongs to it is damaged.`,
    next: words`Fetch the LoRA again, or use another one.`,
  });
}

async function mergeInto(values: Float32Array, changes: readonly Change[]): Promise<Float32Array> {
  for (const { lora, module, notes, sizes } of changes) {
    const { state, weight } = lora;
    if (weight === 0) continue;
    const [up, down] = await Promise.all([state.floats(module.up), state.floats(module.down)]);
    const alpha = (await readAlpha(lora, module)) ?? notes.alpha ?? sizes.rank;
    const scale = (weight * alpha) / (notes.byRoot ? Math.sqrt(sizes.rank) : sizes.rank);
    addProduct(values, { up, down, scale }, sizes);
  }
  return values;
}

async function readAlpha({ state }: WeightedLora, { alphas }: LoraModule): Promise<number | undefined> {
  const [name] = alphas;
  const [alpha] = name === undefined ? [] : await state.floats(name);
  if (name === undefined || alpha === undefined || Number.isFinite(alpha)) return alpha;
  throw new ArmatureError({
    code: 'bad-weights',
    message: words`Tensor ${name} of the LoRA is ${alpha}, where a number is needed.`,
    next: words`Fetch the LoRA again, or use another one.`,
  });
}

function modulesFor(state: StateDict, component: LoraComponent): readonly LoraModule[] {
  return loraModules(state.names()).filter((module) => module.component === component);
}

/**
 * Checks both factors against the layer [out, in, ...kernel]: down [rank, in, ...kernel], up [out, rank], each of them
 * possibly written as 1x1 kernels.
 */
function sizesOf(
  base: StateDict,
  target: string,
  { lora, module }: Pick<Change, 'lora' | 'module'>,
): ProductSizes {
  const [rows = 0, ...rest] = base.shapeOf(target) ?? [];
  const down = lora.state.shapeOf(module.down) ?? [];
  const [rank = 0] = down;
  checkFactor({ name: module.down, shape: down, wanted: [rank, ...rest], target });
  checkFactor({ name: module.up, shape: lora.state.shapeOf(module.up) ?? [], wanted: [rows, rank], target });
  return { rows, rank, columns: rest.reduce((product, side) => product * side, 1) };
}

interface FactorCheck {
  readonly name: string;
  readonly shape: readonly number[];
  readonly wanted: readonly number[];
  readonly target: string;
}

function checkFactor({ name, shape, wanted, target }: FactorCheck): void {
  if (shape.length > 0 && trimmed(shape) === trimmed(wanted)) return;
  const found = shape.length === 0 ? words`is missing` : words`has the shape [${shape.join(', ')}]`;
  throw new ArmatureError({
    code: 'bad-weights',
    message: words`Tensor ${name} of the LoRA ${found}, where ${target} needs [${wanted.join(', ')}].`,
    next: words`Use a LoRA that was made for Stable Diffusion 1.x.`,
  });
}

/** A shape without the sides of a 1x1 kernel. */
function trimmed(shape: readonly number[]): string {
  const kernel = shape.slice(2);
  return (kernel.every((side) => side === 1) ? shape.slice(0, 2) : shape).join();
}

function nothingApplies(modules: readonly LoraModule[]): ArmatureError {
  const [first] = modules;
  const example = first ? words`, such as ${first.down},` : '';
  return new ArmatureError({
    code: 'unsupported-model',
    message: words`None of the LoRA's ${modules.length} layers${example} is in this model.`,
    next: words`Use a LoRA that was made for Stable Diffusion 1.x.`,
  });
}
