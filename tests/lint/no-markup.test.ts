/* The rules that keep text from becoming markup or code must in fact reject every way to do it. */
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

/** The rules that find without knowing types, as a file of the page has them. */
const RULES = ['no-restricted-syntax', 'no-eval', 'no-new-func', 'no-script-url'];

/** What the rules say to a line of a file of the page. */
async function complaints(line: string): Promise<string[]> {
  const { rules } = (await new ESLint().calculateConfigForFile('app/App.tsx')) as {
    rules: Record<string, unknown>;
  };
  const alone = new ESLint({
    overrideConfigFile: true,
    overrideConfig: {
      files: ['**/*.tsx', '**/*.jsx'],
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      rules: Object.fromEntries(RULES.map((name) => [name, rules[name]])) as never,
    },
  });
  const [result] = await alone.lintText(line, { filePath: 'app/part.jsx' });
  return result?.messages.map(({ ruleId }) => ruleId ?? 'unreadable') ?? [];
}

describe('the rules against markup', () => {
  it.each([
    ['element.innerHTML = text', 'no-restricted-syntax'],
    ['element["innerHTML"] = text', 'no-restricted-syntax'],
    ['element.outerHTML += text', 'no-restricted-syntax'],
    ['element.insertAdjacentHTML("beforeend", text)', 'no-restricted-syntax'],
    ['document.write(text)', 'no-restricted-syntax'],
    ['document.writeln(text)', 'no-restricted-syntax'],
    ['range.createContextualFragment(text)', 'no-restricted-syntax'],
    ['element.setHTMLUnsafe(text)', 'no-restricted-syntax'],
    ['frame.srcdoc = text', 'no-restricted-syntax'],
    ['new DOMParser()', 'no-restricted-syntax'],
    ['const part = <p dangerouslySetInnerHTML={{ __html: text }} />', 'no-restricted-syntax'],
    ['const props = { dangerouslySetInnerHTML: { __html: text } }', 'no-restricted-syntax'],
    ['const part = <iframe srcDoc={text} />', 'no-restricted-syntax'],
    ['eval(text)', 'no-eval'],
    ['new Function(text)', 'no-new-func'],
    ['location.href = "javascript:run()"', 'no-script-url'],
  ])('reject %s', async (line, rule) => {
    expect(await complaints(line)).toEqual([rule]);
  });

  it('accept text', async () => {
    expect(await complaints('element.textContent = text; const part = <p title={text}>{text}</p>')).toEqual(
      [],
    );
  });
});
