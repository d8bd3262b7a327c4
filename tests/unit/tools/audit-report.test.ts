import { describe, expect, it } from 'vitest';
import { readAudit } from '../../../tools/cli/audit-report.ts';

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
});
