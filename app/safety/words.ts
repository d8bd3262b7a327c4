import type { SafetyNote } from '../../core/contract/index.ts';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';

/** Why a picture is hidden, in a title and a sentence or two. */
export interface HiddenWords {
  readonly title: string;
  readonly text: string;
}

/** Words for a picture that is hidden. */
export function hiddenWords(safety: SafetyNote): HiddenWords {
  if (safety.verdict === 'unchecked') {
    const told = failureSaid(safety.why);
    return { title: say`Hidden, because it was not checked`, text: told };
  }
  return {
    title: say`Hidden by the safety checker`,
    text:
      safety.verdict === 'flagged' && safety.withheld
        ? say`This picture may be sexual. The page around shows only pictures that have passed the check. Another seed or prompt may pass.`
        : say`This picture may be sexual. The checker is a program and can be wrong.`,
  };
}
