import js from '@eslint/js';
import jsdoc from 'eslint-plugin-jsdoc';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { wordsPlugin } from './tools/lint/words.js';

/** Globals that core may not reach for, with what to do instead. */
const CORE_GLOBALS = [
  ['fetch', 'core has no network: take a ByteSource or return a request description.'],
  ['Date', 'core has no clock: take the time as an argument.'],
  ['performance', 'core has no clock: take the time as an argument.'],
  ['setTimeout', 'core has no clock: let the caller schedule.'],
  ['crypto', 'core has no randomness: take a seed.'],
  ['console', 'core reports by return values and ArmatureError.'],
].map(([name, message]) => ({ name, message }));

/** Ways in which a text becomes markup or code. The page's policy refuses them in browsers that know Trusted Types. */
const TEXT_ONLY = 'Text stays text: set textContent, or let React render it.';
const MARKUP = [
  'innerHTML',
  'insertAdjacentHTML',
  'createContextualFragment',
  'setHTMLUnsafe',
  'parseHTMLUnsafe',
  'srcdoc',
];
const NO_MARKUP = [
  {
    selector: `MemberExpression[property.name=/^(?:${MARKUP.join('|')})$/]`,
    message: TEXT_ONLY,
  },
  { selector: `Literal[value=/^(?:${MARKUP.join('|')})$/]`, message: TEXT_ONLY },
  { selector: 'AssignmentExpression > MemberExpression.left[property.name="outerHTML"]', message: TEXT_ONLY },
  { selector: 'JSXAttribute[name.name=/^(?:dangerouslySetInnerHTML|srcDoc)$/]', message: TEXT_ONLY },
  { selector: 'Property[key.name="dangerouslySetInnerHTML"]', message: TEXT_ONLY },
  {
    selector: 'MemberExpression[object.name="document"][property.name=/^write(?:ln)?$/]',
    message: TEXT_ONLY,
  },
  { selector: 'NewExpression[callee.name="DOMParser"]', message: TEXT_ONLY },
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      '.tsbuild/',
      'public/',
      'node_modules/',
      'test-results/',
      'tests/lint/fixtures/',
      'tests/fixtures/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportAllDeclaration',
          message: 'List the names: an index is read to learn what a room offers.',
        },
        { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
        ...NO_MARKUP,
      ],
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 450, skipBlankLines: true }],
    },
  },
  {
    files: ['core/**/*.ts'],
    plugins: { jsdoc },
    rules: {
      'no-restricted-globals': ['error', ...CORE_GLOBALS],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'core has no randomness: take a seed.' },
      ],
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: { esm: true },
          require: { FunctionDeclaration: true, ClassDeclaration: true },
          contexts: [
            'TSInterfaceDeclaration',
            'TSTypeAliasDeclaration',
            'ExportNamedDeclaration > VariableDeclaration',
          ],
        },
      ],
    },
  },
  {
    // Indexed reads in inner loops over typed arrays, where the bounds are the loop's own.
    files: [
      'core/image/**/*.ts',
      'core/detect/**/*.ts',
      'core/noise/**/*.ts',
      'core/sampling/**/*.ts',
      'core/quantize/**/*.ts',
      'core/weights/halves.ts',
      'core/checkpoints/lora/add-product.ts',
      'core/pose/raster/**/*.ts',
      'core/pose/formats/skeleton-picture/**/*.ts',
      'tests/**/*.ts',
    ],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  { files: ['app/**/*.{ts,tsx}'], ...reactHooks.configs.flat.recommended },
  {
    // The module that hosts load speaks to developers; what stands in prompts is English, as models read it.
    files: ['app/**/*.{ts,tsx}'],
    ignores: ['app/embed/sdk/**', 'app/prompts/own/**'],
    plugins: { words: wordsPlugin },
    rules: { 'words/all-said': 'error', 'words/not-early': 'error' },
  },
  {
    // Actions are objects of closures and may be taken apart.
    files: ['app/**/*.{ts,tsx}', 'tests/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['tests/browser/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: '@axe-core/playwright',
          message: 'By itself it skips the size of targets: use drivers/axe.ts.',
        },
      ],
    },
  },
  {
    files: [
      'server/**/*.ts',
      'tools/**/*.ts',
      'tests/run.ts',
      'tests/faults/run.ts',
      'tests/fuzz/long/main.ts',
      'tests/drivers/policy-watch.ts',
      'tests/setup/**/*.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    // These try what is forbidden, to see it refused.
    files: [
      'tests/browser/security.spec.ts',
      'tests/contract/script-policy.test.ts',
      'tests/unit/remote/modelslab.test.ts',
      'tests/fuzz/inputs/nasty.ts',
    ],
    rules: {
      'no-restricted-syntax': 'off',
      'no-eval': 'off',
      'no-new-func': 'off',
      'no-script-url': 'off',
      '@typescript-eslint/no-deprecated': 'off',
      '@typescript-eslint/no-implied-eval': 'off',
    },
  },
  {
    files: ['docs/embed-demo/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['crypto', 'document', 'Image', 'location', 'URL'].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['*.config.ts', '*.config.js', '.dependency-cruiser.js'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
);
