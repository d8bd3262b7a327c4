/*
 * `npm run audit`: asks the registry for known vulnerabilities of the packages in the lockfile. High and critical ones fail
 * it. So does a registry that cannot be asked, as with mirrors that have no such endpoint, because nothing is known to be
 * right then; ALLOW_UNAUDITED=1 lets it pass.
 */
import { spawnSync } from 'node:child_process';
import { readAudit, verdictOf } from './cli/audit-report.ts';

const { stdout, error } = spawnSync('npm', ['audit', '--json'], {
  encoding: 'utf8',
  maxBuffer: 1 << 26,
  shell: process.platform === 'win32',
});
if (error) throw error;
const { fails, lines } = verdictOf(readAudit(stdout), process.env);
for (const line of lines) console[fails ? 'error' : 'log'](line);
process.exitCode = fails ? 1 : 0;
