/*
 * The CLIP tokenizer, from the files of a model folder.
 */
import * as v from 'valibot';
import { chunkTokens, parsePrompt, type TokenChunk } from '../../core/prompt/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { english, verbatim, type Words, words } from '../../core/words/index.ts';
import { loadTransformers, type PreTrainedTokenizer } from '../transformers.ts';
import { type ModelFolder, readFile, readJson } from './model-folder.ts';

/** Turns prompts into token ids. */
export interface PromptTokenizer {
  /** Ids are below it. */
  readonly size: number;
  /**
   * Encodes one prompt, in as many chunks as it takes: in each a start token, tokens of the prompt, an end token, padding.
   *
   * @param prompt - with weights and breaks in A1111's syntax
   * @param length - ids of a chunk, above 2
   */
  encode(prompt: string, length: number): EncodedPrompt;
  /**
   * Tells how a prompt fills chunks of that length.
   *
   * @param prompt - as for `encode`
   * @param length - ids of a chunk, above 2
   */
  count(prompt: string, length: number): readonly [CountedChunk, ...CountedChunk[]];
}

/** A chunk of a prompt, for people. */
export interface CountedChunk {
  /** Without start, end and padding. */
  readonly tokens: number;
  /** Its words as the vocabulary spells them. */
  readonly text: string;
}

/** A prompt as the text encoder takes it. */
export interface EncodedPrompt {
  /** Tokens of the prompt, without those that every chunk has. */
  readonly tokens: number;
  readonly chunks: readonly [EncodedChunk, ...EncodedChunk[]];
}

/** What the text encoder takes at once. */
export interface EncodedChunk {
  /** int32 `[length]`. */
  readonly ids: Int32Array;
  /** float32 `[length]`: what each token counts; 1 for start, end and padding. */
  readonly weights: Float32Array;
}

const START = '<|startoftext|>';
const END = '<|endoftext|>';
/** A comma as CLIP's vocabulary spells it, at the end of a word. */
const COMMA = ',</w>';

/** How CLIP cuts text into words before the byte pairs are merged. */
const WORDS = "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";

const token = v.union([
  v.string(),
  v.pipe(
    v.object({ content: v.string() }),
    v.transform(({ content }) => content),
  ),
]);
const configSchema = v.object({
  bos_token: v.optional(token, START),
  eos_token: v.optional(token, END),
  pad_token: v.optional(token, END),
});
const vocabularySchema = v.record(v.string(), v.number());

/**
 * Opens the tokenizer of a model: `tokenizer.json` where there is one, else `vocab.json` and `merges.txt`.
 *
 * @param folder - the model's `tokenizer` folder
 * @throws ArmatureError `file-missing`, or `bad-tokenizer` when the files do not make a CLIP tokenizer
 */
export async function openTokenizer(folder: ModelFolder): Promise<PromptTokenizer> {
  const config = await readTokenizerConfig(folder);
  const whole = await folder.open('tokenizer.json');
  const definition = whole ? await readJson(folder, 'tokenizer.json') : await definitionFromMerges(folder);
  // The package is large: it is fetched while the model is, not before the worker can answer.
  const transformers = await loadTransformers();
  try {
    const tokenizer = new transformers.PreTrainedTokenizer(definition, config);
    const { bos_token, eos_token, pad_token } = v.parse(configSchema, config);
    const ids = idsOf(tokenizer, { bos_token, eos_token, pad_token });
    const size = 1 + [...tokenizer.get_vocab().values()].reduce((most, id) => Math.max(most, id), -1);
    return {
      size,
      encode: (prompt, length) => encode(tokenizer, ids, { prompt, length }),
      count: (prompt, length) => count(tokenizer, ids, { prompt, length }),
    };
  } catch (error) {
    throw unusable(folder, verbatim(error instanceof Error ? error.message : String(error)));
  }
}

interface SpecialIds {
  readonly start: number;
  readonly end: number;
  readonly padding: number;
  /** Absent where the vocabulary has none. */
  readonly comma: number | undefined;
}

interface Wording {
  readonly prompt: string;
  readonly length: number;
}

function encode(tokenizer: PreTrainedTokenizer, special: SpecialIds, wording: Wording): EncodedPrompt {
  const [first, ...others] = chunksOf(tokenizer, special, wording);
  const framed = (chunk: TokenChunk): EncodedChunk => frame(chunk, special, wording.length);
  return {
    tokens: [first, ...others].reduce((sum, { ids }) => sum + ids.length, 0),
    chunks: [framed(first), ...others.map(framed)],
  };
}

function count(
  tokenizer: PreTrainedTokenizer,
  special: SpecialIds,
  wording: Wording,
): readonly [CountedChunk, ...CountedChunk[]] {
  const [first, ...others] = chunksOf(tokenizer, special, wording);
  const counted = ({ ids }: TokenChunk): CountedChunk => ({
    tokens: ids.length,
    text: ids.length > 0 ? readable(tokenizer.decode([...ids])) : '',
  });
  return [counted(first), ...others.map(counted)];
}

/** Decoding puts a space around every mark. */
function readable(decoded: string): string {
  return decoded.replaceAll(/ (?=[,.;:!?)\]])/g, '').trim();
}

function chunksOf(
  tokenizer: PreTrainedTokenizer,
  special: SpecialIds,
  { prompt, length }: Wording,
): readonly [TokenChunk, ...TokenChunk[]] {
  const parts = parsePrompt(prompt).map((part) => {
    if (part.kind === 'break') return part;
    const ids = tokenizer.encode(part.text, { add_special_tokens: false });
    return { kind: 'tokens', ids, weight: part.weight } as const;
  });
  return chunkTokens(parts, { room: length - 2, comma: special.comma });
}

function frame(
  { ids: content, weights: given }: TokenChunk,
  { start, end, padding }: SpecialIds,
  length: number,
): EncodedChunk {
  const ids = new Int32Array(length).fill(padding);
  ids.set([start, ...content, end]);
  const weights = new Float32Array(length).fill(1);
  weights.set(given, 1);
  return { ids, weights };
}

async function readTokenizerConfig(folder: ModelFolder): Promise<Record<string, unknown>> {
  const source = await folder.open('tokenizer_config.json');
  if (!source) return { tokenizer_class: 'CLIPTokenizer' };
  const config = await readJson(folder, 'tokenizer_config.json');
  if (typeof config === 'object' && config !== null) return config as Record<string, unknown>;
  throw unusable(folder, words`tokenizer_config.json is no object`);
}

function idsOf(
  tokenizer: PreTrainedTokenizer,
  names: { readonly bos_token: string; readonly eos_token: string; readonly pad_token: string },
): SpecialIds {
  // Looked up, not encoded: a padding token such as "!" is not what the word "!" becomes.
  const vocabulary = tokenizer.get_vocab();
  const idOf = (name: string): number => {
    const id = vocabulary.get(name);
    if (id === undefined) throw new Error(`${name} is not in the vocabulary`);
    return id;
  };
  return {
    start: idOf(names.bos_token),
    end: idOf(names.eos_token),
    padding: idOf(names.pad_token),
    comma: vocabulary.get(COMMA),
  };
}

/** The `tokenizer.json` that transformers would make of CLIP's vocabulary and merges. */
async function definitionFromMerges(folder: ModelFolder): Promise<object> {
  const vocabulary = v.safeParse(vocabularySchema, await readJson(folder, 'vocab.json'));
  if (!vocabulary.success) throw unusable(folder, words`vocab.json must map tokens to numbers`);
  const vocab = vocabulary.output;
  const text = new TextDecoder().decode(await readFile(folder, 'merges.txt'));
  const merges = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#version'));
  const special = [START, END].map((content) => ({
    id: vocab[content],
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: true,
    special: true,
  }));
  return {
    version: '1.0',
    added_tokens: special.filter(({ id }) => id !== undefined),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFC' },
        { type: 'Replace', pattern: { Regex: '\\s+' }, content: ' ' },
        { type: 'Lowercase' },
      ],
    },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: WORDS }, behavior: 'Removed', invert: true },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
      ],
    },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      unk_token: END,
      continuing_subword_prefix: '',
      end_of_word_suffix: '</w>',
      vocab,
      merges,
    },
  };
}

function unusable(folder: ModelFolder, detail: Words): ArmatureError {
  return new ArmatureError({
    code: 'bad-tokenizer',
    message: words`The tokenizer in ${folder.label} cannot be used: ${detail}.`,
    next: words`Fetch or export the model again.`,
    detail: english(detail),
  });
}
