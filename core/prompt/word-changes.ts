/*
 * What changed between two texts, word by word.
 */

/** A piece of the texts, in the order of the later one. */
export interface WordChange {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Texts of more words are told as a whole: the table grows by the product. */
const MOST_WORDS = 2000;

/** Compares two texts by their longest common subsequence of words and spaces; neighbours of a kind are one piece. */
export function wordChanges(before: string, after: string): readonly WordChange[] {
  const [from, to] = [piecesOf(before), piecesOf(after)];
  if (from.length > MOST_WORDS || to.length > MOST_WORDS) {
    return merged([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]);
  }
  const lengths = commonLengths(from, to);
  const width = to.length + 1;
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  const changes: WordChange[] = [];
  for (let i = 0, j = 0; i < from.length || j < to.length;) {
    const [old, fresh] = [from[i], to[j]];
    if (old !== undefined && old === fresh) {
      changes.push({ kind: 'same', text: old });
      i++;
      j++;
    } else if (fresh === undefined || (old !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ kind: 'removed', text: old ?? '' });
      i++;
    } else {
      changes.push({ kind: 'added', text: fresh });
      j++;
    }
  }
  return merged(changes);
}

/** Lengths of the longest common subsequences of what is left from each pair of places on. */
function commonLengths(from: readonly string[], to: readonly string[]): Uint16Array {
  const width = to.length + 1;
  const lengths = new Uint16Array((from.length + 1) * width);
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      const down = lengths[(i + 1) * width + j] ?? 0;
      const right = lengths[i * width + j + 1] ?? 0;
      const diagonal = lengths[(i + 1) * width + j + 1] ?? 0;
      lengths[i * width + j] = from[i] === to[j] ? diagonal + 1 : Math.max(down, right);
    }
  }
  return lengths;
}

function piecesOf(text: string): readonly string[] {
  return text.match(/\s+|[\p{L}\p{N}_'’-]+|[^\s\p{L}\p{N}]/gu) ?? [];
}

function merged(changes: readonly WordChange[]): readonly WordChange[] {
  const pieces: WordChange[] = [];
  for (const change of changes) {
    const last = pieces.at(-1);
    if (last?.kind === change.kind) pieces[pieces.length - 1] = { ...last, text: last.text + change.text };
    else if (change.text !== '') pieces.push(change);
  }
  return pieces;
}
