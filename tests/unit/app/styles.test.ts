/* What the style sheets promise in every theme, without a browser: edges that can be told from what is behind them. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Rule {
  readonly file: string;
  readonly selectors: readonly string[];
  readonly body: string;
}

const TOKENS = 'app/ui/tokens.css';
const SHEETS = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.css'))
  .map((file) => `app/${file}`)
  .toSorted();

function textOf(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[^]*?\*\//g, '');
}

/** The innermost rules: conditions around them do not matter here. */
function rulesOf(file: string): Rule[] {
  return [...textOf(file).matchAll(/([^{};]+)\{([^{}]*)\}/g)].map(([, head = '', body = '']) => ({
    file,
    selectors: head.split(',').map((selector) => selector.trim()),
    body,
  }));
}

function tokensIn(selectors: readonly string[]): Map<string, string> {
  const bodies = rulesOf(TOKENS)
    .filter((rule) => selectors.includes(rule.selectors.join(', ')))
    .map(({ body }) => body);
  return new Map(
    [...bodies.join('\n').matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

const DARK = ":root[data-theme='dark']";
const THEMES: Readonly<Record<string, Map<string, string>>> = {
  light: tokensIn([':root']),
  dark: tokensIn([':root', DARK]),
  'light, high contrast': tokensIn([':root', ":root[data-contrast='more']"]),
  'dark, high contrast': tokensIn([
    ':root',
    DARK,
    ":root[data-contrast='more']",
    `${DARK}[data-contrast='more']`,
  ]),
};

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/^#(..)(..)(..)$/) ?? [])
    .slice(1)
    .map((pair) => parseInt(pair, 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The themes in which an edge of this token has less than 3:1 against a surface (WCAG 2.2, 1.4.11). */
function weakThemes(edge: string): string[] {
  return Object.entries(THEMES).flatMap(([theme, tokens]) =>
    ['--surface', '--ground'].some(
      (surface) => !(ratio(tokens.get(edge) ?? '', tokens.get(surface) ?? '') >= 3),
    )
      ? [theme]
      : [],
  );
}

/** What a person writes or chooses in is told by its edge alone. */
const FIELD =
  /(?:input(?:\[type='(?:text|number|password|search|date)'\])?|select|textarea|\.gallery-choice|\.words-search|\.rename)$/;

const RULES = SHEETS.flatMap(rulesOf);

describe('the style sheets', () => {
  it('bound fields by an edge of 3:1', () => {
    const bounded = RULES.filter(({ selectors }) =>
      selectors.some((selector) => FIELD.test(selector)),
    ).flatMap(({ file, selectors, body }) => {
      const edge = /border: 1px solid var\((--[\w-]+)\)/.exec(body)?.[1];
      return edge === undefined ? [] : [{ of: `${file}: ${selectors.join(', ')}`, edge }];
    });
    expect(bounded.length).toBeGreaterThanOrEqual(6);
    expect(bounded.filter(({ edge }) => weakThemes(edge).length > 0)).toEqual([]);
  });

  it('mark what the keys are at in a menu by an edge of 3:1', () => {
    const marked = RULES.filter(({ selectors }) =>
      selectors.some((selector) => /^\.[\w-]+\[data-highlighted\]$/.test(selector)),
    );
    expect(marked.length).toBeGreaterThanOrEqual(2);
    for (const { file, body } of marked) {
      const edge = /box-shadow: inset 0 0 0 2px var\((--[\w-]+)\)/.exec(body)?.[1] ?? 'none';
      expect(weakThemes(edge), file).toEqual([]);
    }
  });

  it('take their colours and small shadows from the tokens', () => {
    const own = RULES.filter(
      ({ file, body }) => file !== TOKENS && /#[\da-f]{3,8}\b|0 1px 2px rgb|rgb\(255 180 136/i.test(body),
    );
    expect(own.map(({ file, selectors }) => `${file}: ${selectors.join(', ')}`)).toEqual([]);
  });
});
