import js from '@eslint/js';
import jsdoc from 'eslint-plugin-jsdoc';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Globals that core may not reach for, with what to do instead. */
const CORE_GLOBALS = [
  ['fetch', 'core has no network: take a ByteSource or return a request description.'],
  ['Date', 'core has no clock: take the time as an argument.'],
  ['performance', 'core has no clock: take the time as an argument.'],
  ['setTimeout', 'core has no clock: let the caller schedule.'],
  ['crypto', 'core has no randomness: take a seed.'],
  ['console', 'core reports by return values and ArmatureError.'],
].map(([name, message]) => ({ name, message }));

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
      ],
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
    // Actions are objects of closures and may be taken apart.
    files: ['app/**/*.{ts,tsx}', 'tests/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['server/**/*.ts', 'tools/**/*.ts', 'tests/run.ts', 'tests/setup/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['*.config.ts', '*.config.js', '.dependency-cruiser.js'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
);
