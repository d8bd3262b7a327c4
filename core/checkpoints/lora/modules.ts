/*
 * The layers that a LoRA file changes, in the spellings that trainers use: kohya's with underscores for dots, PEFT's, and
 * those of diffusers over the years.
 */

/** Networks that LoRAs change. */
export const LORA_COMPONENTS = ['unet', 'text_encoder'] as const;

/** A network that LoRAs change. */
export type LoraComponent = (typeof LORA_COMPONENTS)[number];

/** One layer's change. */
export interface LoraModule {
  readonly component: LoraComponent;
  /** The layer, as the file spells it, without the component. */
  readonly layer: string;
  /** Tensor of the factor that is applied first, [rank, in]. */
  readonly down: string;
  /** Tensor of the factor that is applied last, [out, rank]. */
  readonly up: string;
  /** Names under which the file may have alpha, a number. */
  readonly alphas: readonly string[];
}

/** Endings of the two factors. */
const FACTORS: readonly (readonly [string, string])[] = [
  ['.lora_down.weight', '.lora_up.weight'],
  ['.lora_A.weight', '.lora_B.weight'],
  ['.lora_A.default.weight', '.lora_B.default.weight'],
  ['.lora_linear_layer.down.weight', '.lora_linear_layer.up.weight'],
  ['.lora.down.weight', '.lora.up.weight'],
  ['_lora.down.weight', '_lora.up.weight'],
];

const PREFIXES: readonly (readonly [string, LoraComponent])[] = [
  ['lora_unet_', 'unet'],
  ['lora_te1_', 'text_encoder'],
  ['lora_te_', 'text_encoder'],
  ['unet.', 'unet'],
  ['text_encoder.', 'text_encoder'],
  ['text_model.', 'text_encoder'],
];

/** Lists the layers that a file's tensors change; none when it is no LoRA. */
export function loraModules(names: readonly string[]): readonly LoraModule[] {
  const present = new Set(names);
  return names.flatMap((down) => {
    const factors = FACTORS.find(([ending]) => down.endsWith(ending));
    if (!factors) return [];
    const [ending, upEnding] = factors;
    const stem = down.slice(0, -ending.length);
    const alphas = [stem, `${stem}_lora`, `${stem}.lora`].map((path) => `${path}.alpha`);
    return [
      { ...placeOf(stem), down, up: stem + upEnding, alphas: alphas.filter((name) => present.has(name)) },
    ];
  });
}

function placeOf(stem: string): { component: LoraComponent; layer: string } {
  const path = stem.replace(/^base_model\.model\./, '');
  const prefix = PREFIXES.find(([text]) => path.startsWith(text));
  if (!prefix) return { component: 'unet', layer: path };
  const [text, component] = prefix;
  return { component, layer: text === 'text_model.' ? path : path.slice(text.length) };
}
