/*
 * A picture from the command line: `npm run generate -- --pose pose.json --prompt "..." --out out.png`.
 */
import { exitWith } from './cli/failures.ts';
import { generate } from './cli/generate.ts';

try {
  await generate(process.argv);
} catch (error) {
  exitWith(error);
}
