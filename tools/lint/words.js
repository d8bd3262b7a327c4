/*
 * Rules that keep every sentence of the page within reach of translation: see app/words/say.ts.
 */

const TAGS = new Set(['say', 'said', 'words', 'counted']);
/** Attributes and properties whose text is shown or read out. */
const SHOWN =
  /^(?:aria-(?:label|roledescription|description|valuetext)|label|shortLabel|title|alt|hint|placeholder|heading|description|summary)$/;
/** Letters of a word; a single one is a sign, such as the × of a size or the unit of a number. */
const WORD = /\p{L}{2,}/u;
/** What reads like a sentence, or the beginning of one: a capital and a further word, or words before an end. */
const SENTENCE = /^\p{Lu}\p{Ll}*,? \p{Ll}+|\p{Ll}+ \p{Ll}+ ?[.!?…]$/u;
/** Names that are the same in every language. */
const NAMES =
  /^(?:Armature|[a-z]+(?:_[a-z]+)+|(?:prompt|seed|steps|guidance|width|height|sampler|scheduler|samples|pose|current|none)|\(word:1.3\)|\[word\]|BREAK|A1111|ComfyUI|ControlNets?|LoRAs?|[CG]PU \(\w+\)|(?:CPU|GPU)|px|[kMG]?B|PNG|SVG|JSON|CSV|URL)$/;

const isText = (node) => typeof node.value === 'string' && WORD.test(node.value);

/** The text of a literal or a template without its places; undefined for all else. */
function textOf(node) {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral' || node.parent.type === 'TaggedTemplateExpression') return undefined;
  return node.quasis.map(({ value }) => value.cooked).join(' ');
}

/** Failures of the code `internal` are bugs: their sentences are for reports. */
function isOfBug({ properties }) {
  return properties.some(({ key, value }) => key?.name === 'code' && value?.value === 'internal');
}

/** Does an ancestor say it, or is it none of the page's words? */
function isExempt(node) {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'TaggedTemplateExpression' && TAGS.has(parent.tag.name)) return at === parent.quasi;
    if (parent.type === 'CallExpression' || parent.type === 'NewExpression') {
      const name = parent.callee.name ?? parent.callee.property?.name;
      // What only developers see, and what is no text of the page.
      return [
        'counted',
        'invariant',
        'verbatim',
        'named',
        'Error',
        'TypeError',
        'RangeError',
        'DOMException',
      ].includes(name);
    }
    if (parent.type === 'Property' && parent.key.name === 'detail') return true;
    if (parent.type === 'ObjectExpression' && isOfBug(parent)) return true;
    if (/Statement$|Function/.test(parent.type)) return false;
  }
  return false;
}

/** A component's name is shown where it is written as one; that of an element is for its form. */
function isShownAttribute({ name, parent }, text) {
  const isNamed = name.name === 'name' && /^\p{Lu}/u.test(parent.name.name ?? '');
  return SHOWN.test(name.name) || (isNamed && /^\p{Lu}/u.test(text));
}

/** Is it shown, as a child or by an attribute or a property that is? */
function isShown(node, text) {
  for (let at = node; ; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'ConditionalExpression' && parent.test !== at) continue;
    if (parent.type === 'LogicalExpression') continue;
    if (parent.type === 'JSXExpressionContainer') {
      return parent.parent.type !== 'JSXAttribute' || isShownAttribute(parent.parent, text);
    }
    if (parent.type === 'JSXAttribute') return isShownAttribute(parent, text);
    return parent.type === 'Property' && parent.value === at && SHOWN.test(parent.key.name ?? '');
  }
}

const allSaid = {
  meta: {
    type: 'problem',
    messages: { unsaid: 'Say it: say`…` in a function, words`…` in a table, so that it can be translated.' },
    schema: [],
  },
  create(context) {
    const check = (node) => {
      const text = textOf(node);
      if (text === undefined || !WORD.test(text) || NAMES.test(text.trim()) || isExempt(node)) return;
      if (isShown(node, text) || SENTENCE.test(text)) context.report({ node, messageId: 'unsaid' });
    };
    return {
      JSXText(node) {
        if (isText(node) && !NAMES.test(node.value.trim())) context.report({ node, messageId: 'unsaid' });
      },
      Literal: check,
      TemplateLiteral: check,
    };
  },
};

/** Is it done when the module is loaded? */
function isEarly(node) {
  for (let at = node.parent; at; at = at.parent)
    if (/Function|PropertyDefinition/.test(at.type)) return false;
  return true;
}

const notEarly = {
  meta: {
    type: 'problem',
    messages: { early: 'The language is not known yet: keep words`…` and say them when they are shown.' },
    schema: [],
  },
  create(context) {
    const check = (node, callee) => {
      if ((callee.name === 'say' || callee.name === 'said') && isEarly(node)) {
        context.report({ node, messageId: 'early' });
      }
    };
    return {
      TaggedTemplateExpression: (node) => check(node, node.tag),
      CallExpression: (node) => check(node, node.callee),
    };
  },
};

/** The plugin. */
export const wordsPlugin = { rules: { 'all-said': allSaid, 'not-early': notEarly } };
