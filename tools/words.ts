/*
 * `npm run words`: brings the catalogs of translations in step with the source. What is new is added with an empty
 * translation, what nobody says any more is dropped. `--check` changes nothing and fails where a catalog lacks something.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { faultsOf, inStep } from './words/catalogs.ts';
import { catalogFile, readCatalog, sentences, TRANSLATED } from './words/files.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const { ids, troubles } = sentences();
for (const { file, line, what } of troubles) console.error(`${file}:${line}: ${what}`);

for (const language of TRANSLATED) {
  const catalog = readCatalog(language);
  if (!values.check) {
    writeFileSync(catalogFile(language), `${JSON.stringify(inStep(catalog, ids), null, 2)}\n`);
  }
  const faults = faultsOf(values.check ? catalog : inStep(catalog, ids), ids);
  if (values.check) for (const fault of faults) console.error(`${language}: ${fault}`);
  console.log(`${language}: ${ids.length} sentences, ${faults.length} to be seen to`);
  if (values.check && faults.length > 0) process.exitCode = 1;
}
if (troubles.length > 0) process.exitCode = 1;
