import { authorTextEncoder } from '../../../core/models/index.ts';
import { invariant } from '../../../core/result/index.ts';
import { type CpuTensor, integers } from '../../runtime/index.ts';
import type { Model } from '../model.ts';
import type { SessionPool } from '../sessions.ts';

/**
 * Encodes prompts.
 *
 * @param prompts - one for each batch item: the negative one first, where there is guidance
 * @returns float32 `[prompts, tokens, hidden_size]`
 */
export async function encodeText(
  { tokenizer, textEncoder }: Model,
  sessions: SessionPool,
  prompts: readonly string[],
): Promise<CpuTensor> {
  const batch = prompts.length;
  const sequenceLength = textEncoder.config.max_position_embeddings;
  const ids = new Int32Array(batch * sequenceLength);
  prompts.forEach((prompt, i) => ids.set(tokenizer.encode(prompt, sequenceLength).ids, i * sequenceLength));
  const session = await sessions.take({
    stage: 'text',
    shape: [batch, sequenceLength],
    weights: textEncoder.weights,
    author: () =>
      authorTextEncoder(textEncoder.config, { batch, sequenceLength, policy: textEncoder.weights.policy }),
  });
  const { last_hidden_state } = await session.run({ input_ids: integers(ids, [batch, sequenceLength]) });
  invariant(last_hidden_state?.at === 'cpu', 'The text encoder gives its states to the CPU.');
  return last_hidden_state;
}
