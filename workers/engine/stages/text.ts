import { invariant } from '../../../core/result/index.ts';
import { type CpuTensor, floats, integers } from '../../runtime/index.ts';
import type { PicturePlan } from '../plan.ts';
import type { SessionPool } from '../sessions.ts';
import type { PromptTokenizer } from '../tokenizer.ts';

/** Encoded prompts. */
export interface EncodedText {
  /** float32 `[prompts, tokens, hidden_size]`, the negative prompt first where there is guidance. */
  readonly states: CpuTensor;
  /** For each prompt, how many of its tokens did not fit. */
  readonly dropped: readonly number[];
}

/**
 * Encodes prompts.
 *
 * @param prompts - one for each batch item: the negative one first, where there is guidance
 */
export async function encodeText(
  tokenizer: PromptTokenizer,
  sessions: SessionPool,
  { plan, prompts }: { readonly plan: PicturePlan; readonly prompts: readonly string[] },
): Promise<EncodedText> {
  const { batch, sequenceLength } = plan;
  invariant(prompts.length === batch, 'There is one prompt for each batch item.');
  const encoded = prompts.map((prompt) => tokenizer.encode(prompt, sequenceLength));
  const ids = new Int32Array(batch * sequenceLength);
  encoded.forEach((prompt, i) => ids.set(prompt.ids, i * sequenceLength));
  const session = await sessions.take(plan.text);
  const { last_hidden_state } = await session.run({ input_ids: integers(ids, [batch, sequenceLength]) });
  invariant(last_hidden_state?.at === 'cpu', 'The text encoder gives its states to the CPU.');
  return { states: last_hidden_state, dropped: encoded.map(({ dropped }) => dropped) };
}

/** The states of the prompt alone: what steps without guidance attend to. */
export function promptAlone({ states }: EncodedText): CpuTensor {
  const [prompts = 1, ...shape] = states.shape;
  invariant(states.data instanceof Float32Array, 'Text states are float32.');
  return floats(states.data.subarray((states.data.length / prompts) * (prompts - 1)), [1, ...shape]);
}
