/*
 * `npm run audit`: asks the registry for known vulnerabilities of the packages in the lockfile. High and critical ones fail
 * it. Where the registry cannot be asked, as with mirrors that have no such endpoint, it says so and passes: nothing is
 * known to be wrong, and nothing is known to be right.
 */
import { spawnSync } from 'node:child_process';
import { readAudit } from './cli/audit-report.ts';

const { stdout, error } = spawnSync('npm', ['audit', '--json'], {
  encoding: 'utf8',
  maxBuffer: 1 << 26,
  shell: process.platform === 'win32',
});
if (error) throw error;
const { is, words } = readAudit(stdout);
if (is === 'not-done') {
  console.warn(`NOT AUDITED: the registry told nothing about the dependencies. ${words}`);
  console.warn(
    'Run it again with a registry that has an audit endpoint, such as https://registry.npmjs.org/.',
  );
} else {
  console.log(words);
}
process.exitCode = is === 'failed' ? 1 : 0;
