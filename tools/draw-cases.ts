/*
 * Pictures of the held-out cases of tools/train, with the page's own engine in one process:
 * `npm run draw-cases -- --model DIR --cases DIR --out DIR`. Pictures that are there already are left out, so that a command
 * that was stopped goes on.
 */
import { exitWith } from './cli/failures.ts';
import { drawCases } from './cli/draw-cases.ts';

try {
  await drawCases(process.argv);
} catch (error) {
  exitWith(error);
}
