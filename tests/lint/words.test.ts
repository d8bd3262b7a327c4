/* Every sentence that nobody could translate must be found, and nothing else. */
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { wordsPlugin } from '../../tools/lint/words.js';

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: {
    files: ['**/*.tsx'],
    languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    plugins: { words: wordsPlugin },
    rules: { 'words/all-said': 'error', 'words/not-early': 'error' },
  },
});

async function complaints(line: string): Promise<string[]> {
  const [result] = await eslint.lintText(line, { filePath: 'app/part.tsx' });
  return result?.messages.map(({ ruleId }) => ruleId ?? 'unreadable') ?? [];
}

describe('the rules about words', () => {
  it.each([
    ['const part = <p>Nothing here</p>', 'words/all-said'],
    ['const part = () => <p>{here ? "Hide" : say`Show`}</p>', 'words/all-said'],
    ['const part = <b aria-label="Close" />', 'words/all-said'],
    ['const part = <Field label={`Joint ${n}`} />', 'words/all-said'],
    ['const part = <Quoted name="Prompt" />', 'words/all-said'],
    ['const line = (x) => `Model: ${x}. Looking whether it is here …`', 'words/all-said'],
    ['const table = { label: "Hands" }', 'words/all-said'],
    ['function tell() { return "Nothing was sent." }', 'words/all-said'],
    ['const line = () => `${n} pictures are missing.`', 'words/all-said'],
    ['const LABEL = say`Hands`', 'words/not-early'],
    ['const LABEL = say(HANDS)', 'words/not-early'],
    ['const TABLE = { hands: said`Press ${key}` }', 'words/not-early'],
  ])('reject %s', async (line, rule) => {
    expect(await complaints(line)).toEqual([rule]);
  });

  it.each([
    'const part = () => <p className="field error">{say`Nothing here`} × {3}</p>',
    'const TABLE = { label: words`Hands` }',
    'const forms = () => say`${counted(n, { one: "One picture is there.", other: "# pictures are there." })}`',
    'invariant(here, "Views stand below a provider.")',
    'const failure = { detail: "The browser said nothing." }',
    'const choice = <input name="Prompt" />',
    'const isEnter = (key) => key === "Enter"',
    'const fill = () => `translate(${x} ${y})`',
  ])('accept %s', async (line) => {
    expect(await complaints(line)).toEqual([]);
  });
});
