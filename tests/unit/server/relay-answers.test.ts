/* What the relay makes of answers that no service gives while it is well. */
import { describe, expect, it } from 'vitest';
import { withGrants } from '../../../server/relay/grants.ts';
import { providersFor } from '../../../server/relay/providers.ts';
import { Refusal } from '../../../server/relay/refusal.ts';

const [modelslab] = providersFor({ modelslab: 'secret-4711' }, ['openpose']);
const answer = (text: string) => ({ status: 200, headers: {}, body: new TextEncoder().encode(text) });
const granted = (text: string): string =>
  new TextDecoder().decode(withGrants(modelslab!, 'secret-4711', answer(text)).body);

describe('an answer of a service', () => {
  it.each([
    ['a state that is no text', '{"status":{"toString":5},"id":12}'],
    ['a name that cannot stand in an address', '{"status":"processing","id":"\\ud800"}'],
  ])('with %s is passed on as it is', (_, text) => {
    expect(granted(text)).toBe(text);
  });

  it('that can be read but not written is refused', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    expect(() => granted(`{"status":"processing","id":12,"deep":${deep}}`)).toThrow(Refusal);
  });
});
