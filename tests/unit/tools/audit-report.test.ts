import { describe, expect, it } from 'vitest';
import { readAudit, verdictOf } from '../../../tools/cli/audit-report.ts';

const report = (severities: Readonly<Record<string, string>>): string =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(
      Object.entries(severities).map(([name, severity]) => [
        name,
        {
          name,
          severity,
          isDirect: true,
          via: [],
          effects: [],
          range: '<1.2.3',
          nodes: [],
          fixAvailable: true,
        },
      ]),
    ),
    metadata: {},
  });

describe('the audit', () => {
  it('passes where nothing is known', () => {
    expect(readAudit(report({}))).toEqual({ is: 'passed', words: 'No known vulnerability.' });
  });

  it('fails from high on, and names the worst first', () => {
    expect(readAudit(report({ a: 'low', b: 'high', c: 'critical' }))).toEqual({
      is: 'failed',
      words: 'critical: c <1.2.3\nhigh: b <1.2.3\nlow: a <1.2.3',
    });
    expect(readAudit(report({ a: 'moderate' }))).toEqual({ is: 'passed', words: 'moderate: a <1.2.3' });
  });

  it.each([
    ['{"message":"405 Method Not Allowed","method":"POST"}', '405 Method Not Allowed'],
    ['{"error":{"code":"ENOAUDIT","summary":"no endpoint","detail":""}}', 'no endpoint'],
    ['', 'npm wrote no report.'],
    ['[]', 'npm wrote no report.'],
  ])('is not done where the registry tells nothing: %s', (written, words) => {
    expect(readAudit(written)).toEqual({ is: 'not-done', words });
  });

  it('fails the check where it was not done, unless that is allowed', () => {
    const notDone = { is: 'not-done', words: 'no endpoint' } as const;
    const refused = verdictOf(notDone, {});
    expect(refused.fails).toBe(true);
    expect(refused.lines.join()).toMatch(/NOT AUDITED.*no endpoint.*ALLOW_UNAUDITED=1/s);
    expect(verdictOf(notDone, { ALLOW_UNAUDITED: '0' }).fails).toBe(true);
    const allowed = verdictOf(notDone, { ALLOW_UNAUDITED: '1' });
    expect(allowed.fails).toBe(false);
    expect(allowed.lines.join()).toContain('NOT AUDITED');
  });

  it('fails the check by what was found, whatever is allowed', () => {
    const found = { is: 'failed', words: 'high: b' } as const;
    expect(verdictOf(found, { ALLOW_UNAUDITED: '1' })).toEqual({ fails: true, lines: ['high: b'] });
    expect(verdictOf({ is: 'passed', words: '' }, {}).fails).toBe(false);
  });
});
