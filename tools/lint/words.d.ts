import type { ESLint } from 'eslint';

/** The plugin. */
export declare const wordsPlugin: ESLint.Plugin;
