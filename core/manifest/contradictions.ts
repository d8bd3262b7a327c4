import { type DetectorPipeline, PIPELINE_FILES } from '../detect/index.ts';

/** What all kinds of entries have in common. */
export interface LooseEntry {
  readonly id: string;
  readonly kind: string;
  readonly builtIn?: boolean;
  readonly base?: string | undefined;
  readonly sources: Readonly<Record<string, unknown>>;
  readonly pipeline?: DetectorPipeline;
  readonly files: readonly {
    readonly path: string;
    readonly source?: string | undefined;
    readonly bytes?: number | undefined;
    readonly sha256?: string | undefined;
  }[];
}

/** What is wrong with the entries of a manifest that no single field shows. */
export function contradictions(entries: readonly LooseEntry[]): string[] {
  const ids = entries.map(({ id }) => id);
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  return [...twice.map((id) => `"${id}" is the id of two entries`), ...entries.flatMap(within)];
}

function within(entry: LooseEntry): string[] {
  const { id, builtIn, files } = entry;
  const paths = files.map(({ path }) => path);
  return [
    ...paths.filter((path, i) => paths.indexOf(path) !== i).map((path) => `${id}: ${path} is listed twice`),
    ...wantedFiles(entry)
      .filter(({ path }) => !paths.includes(path))
      .map(({ path, what }) => `${id}: ${what} has a file with the path ${path}`),
    ...files
      .filter(({ bytes, sha256 }) => builtIn && (bytes === undefined || sha256 === undefined))
      .map(({ path }) => `${id}: ${path} comes with the page and needs bytes and sha256`),
    ...files.flatMap((file) => withoutPlace(entry, file)),
  ];
}

function wantedFiles({ kind, pipeline }: LooseEntry): { path: string; what: string }[] {
  if (kind === 'lora') return [{ path: 'lora.safetensors', what: 'a LoRA' }];
  if (kind === 'safety-checker') {
    return [{ path: 'safety_checker/config.json', what: 'a safety checker' }];
  }
  if (kind === 'prompt-expander') {
    return ['model.onnx', 'tokenizer.json'].map((path) => ({ path, what: 'a prompt expander' }));
  }
  if (kind === 'upscaler') {
    return ['config.json', 'model.safetensors'].map((path) => ({ path, what: 'an upscaler' }));
  }
  if (!pipeline) return [];
  return PIPELINE_FILES[pipeline].map((path) => ({ path, what: `a detector of the pipeline ${pipeline}` }));
}

function withoutPlace(
  { id, base, sources }: LooseEntry,
  { path, source }: LooseEntry['files'][number],
): string[] {
  if (source === undefined)
    return base === undefined ? [`${id}: ${path} has no source, and there is no base`] : [];
  return Object.hasOwn(sources, source)
    ? []
    : [`${id}: ${path} names the source "${source}", which is not listed`];
}
