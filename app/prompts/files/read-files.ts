/*
 * Files that the person brings, as what is saved of prompts.
 */
import { isWildcardName, wildcardLines } from '../../../core/prompt/index.ts';
import { unreadableText } from '../../ui/unreadable-text.ts';
import { say } from '../../words/say.ts';
import type { FileReading } from '../desk.ts';
import type { ItemContent } from '../record.ts';
import { type NamedWords, readRows } from './read-rows.ts';

/** The part of a file that is read. */
export interface TextFile {
  readonly name: string;
  text(): Promise<string>;
}

/** Which files are read as which kind. */
export type WordsKind = 'style' | 'prompt' | 'negative';

/** Reads styles, prompts or negative presets; one file that cannot be read costs the others nothing. */
export async function readWordsFiles(files: readonly TextFile[], kind: WordsKind): Promise<FileReading> {
  return together(files, (text, name) => {
    const { rows, problems } = readRows(text, name);
    const items = rows.map((row) => contentOf(row, kind));
    return { items, problems };
  });
}

function contentOf(row: NamedWords, kind: WordsKind): ItemContent {
  const { name, prompt, negativePrompt } = row;
  if (kind !== 'negative') return { kind, ...row };
  // Lists of negative presets have them in either column.
  return { kind, name, negativePrompt: negativePrompt === '' ? prompt : negativePrompt };
}

/** Longer lines are no choice of words, in characters. */
const LONGEST_LINE = 2000;

/** Reads wildcard lists: text files with a choice on each line, whose names are those of the lists. */
export async function readListFiles(files: readonly TextFile[]): Promise<FileReading> {
  return together(files, (text, file) => {
    const name = file.replace(/\.[^.]*$/, '').trim();
    if (!isWildcardName(name)) {
      const problem = say`${file}: “${name}” cannot be the name of a list. Use letters, digits and single _ or - between them.`;
      return { items: [], problems: [problem] };
    }
    const tooLong = text.split('\n').flatMap((line, i) => (line.length > LONGEST_LINE ? [i + 1] : []));
    const problems = tooLong.map(
      (line) => say`${file}, line ${line}: it is longer than ${LONGEST_LINE} characters.`,
    );
    const lines = wildcardLines(text).filter((line) => line.length <= LONGEST_LINE);
    if (lines.length === 0) return { items: [], problems: [...problems, say`${file} has no lines.`] };
    return { items: [{ kind: 'wildcard', name, lines }], problems };
  });
}

async function together(
  files: readonly TextFile[],
  read: (text: string, name: string) => FileReading,
): Promise<FileReading> {
  const readings = await Promise.all(
    files.map(async (file): Promise<FileReading> => {
      try {
        const text = await file.text();
        const problem = unreadableText(text, file.name);
        return problem === undefined ? read(text, file.name) : { items: [], problems: [problem] };
      } catch {
        return { items: [], problems: [say`${file.name} could not be opened.`] };
      }
    }),
  );
  return {
    items: readings.flatMap(({ items }) => items),
    problems: readings.flatMap(({ problems }) => problems),
  };
}
