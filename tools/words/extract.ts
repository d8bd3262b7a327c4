/* Finds every sentence in the source: templates tagged `words`, `say` or `said`. */
import ts from 'typescript';
import { type CountForms, inMessage, pluralPlace } from '../../core/words/index.ts';

/** A sentence with where it stands first. */
export interface Found {
  readonly id: string;
  readonly file: string;
}

/** What cannot be extracted. */
export interface Trouble {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

const TAGS: ReadonlySet<string> = new Set(['words', 'say', 'said']);

/** Something to translate has a letter outside its places. */
export function hasWords(id: string): boolean {
  return /\p{L}/u.test(id.replaceAll(/\{\d+(?:, plural, one)?|\} other|\}/g, ''));
}

/**
 * The sentences of one file, in their order.
 *
 * @param text - TypeScript, with JSX if the file's name ends in x
 */
export function extract(file: string, text: string): { found: Found[]; troubles: Trouble[] } {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const found: Found[] = [];
  const troubles: Trouble[] = [];

  function visit(node: ts.Node): void {
    if (ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) && TAGS.has(node.tag.text)) {
      try {
        const id = idOf(node.template);
        if (hasWords(id)) found.push({ id, file });
      } catch (error) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        troubles.push({ file, line: line + 1, what: String(error) });
      }
    }
    ts.forEachChild(node, visit);
  }

  visit(source);
  return { found, troubles };
}

/** The id that `words` makes of a template when it runs. */
function idOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return inMessage(template.text);
  const spans = template.templateSpans.map(
    ({ expression, literal }, index) => placeOf(expression, index) + inMessage(literal.text),
  );
  return inMessage(template.head.text) + spans.join('');
}

function placeOf(expression: ts.Expression, index: number): string {
  const call = ts.isCallExpression(expression) ? expression : undefined;
  const isCount = call && ts.isIdentifier(call.expression) && call.expression.text === 'counted';
  return isCount ? pluralPlace(index, formsOf(call.arguments[1])) : `{${index}}`;
}

function formsOf(node: ts.Expression | undefined): CountForms {
  if (!node || !ts.isObjectLiteralExpression(node))
    throw new Error('the forms of counted are not written out');
  const texts = new Map(
    node.properties.map((property) => {
      if (
        !ts.isPropertyAssignment(property) ||
        !ts.isIdentifier(property.name) ||
        !ts.isStringLiteralLike(property.initializer)
      ) {
        throw new Error('a form of counted is not a plain text');
      }
      return [property.name.text, property.initializer.text];
    }),
  );
  const [one, other] = [texts.get('one'), texts.get('other')];
  if (one === undefined || other === undefined) throw new Error('counted takes the forms one and other');
  return { one, other };
}
