/*
 * The scale of PEFT's LoRAs. They have no tensors for alpha; newer files say it in the header's metadata.
 */

/** What scales a module's product, from the notes of the file. */
export interface AdapterNotes {
  readonly alpha: number | undefined;
  /** Divide by the square root of the rank instead of the rank (rsLoRA). */
  readonly byRoot: boolean;
}

const SILENT: AdapterNotes = { alpha: undefined, byRoot: false };

/**
 * Reads what a file notes of one component's modules.
 * Reference: diffusers writes PEFT's config as `lora_adapter_metadata`, its fields behind the component's name.
 *
 * @returns a lookup by the layer's path
 */
export function adapterNotes(
  metadata: Readonly<Record<string, string>>,
  component: string,
): (layer: string) => AdapterNotes {
  const fields = parseObject(metadata['lora_adapter_metadata']);
  const field = (name: string): unknown => fields[`${component}.${name}`];
  const common = numberOf(field('lora_alpha'));
  const patterns = field('alpha_pattern');
  const byRoot = field('use_rslora') === true;
  if (common === undefined && !byRoot) return () => SILENT;
  const own = typeof patterns === 'object' && patterns !== null ? Object.entries(patterns) : [];
  return (layer) => {
    const pattern = own.find(([path]) => layer === path || layer.endsWith(`.${path}`));
    return { alpha: numberOf(pattern?.[1]) ?? common, byRoot };
  };
}

function parseObject(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
