export { combinationsOf, MOST_IN_BATCH } from './combinations.ts';
export type { Combinations } from './combinations.ts';
export { requestsOfTable } from './table.ts';
export type { TableHost, TableProblem, TableReading } from './table.ts';
export type { WordsOf } from './wording.ts';
