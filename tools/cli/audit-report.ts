/*
 * What `npm audit --json` says.
 */
import * as v from 'valibot';

const SEVERITIES = ['critical', 'high', 'moderate', 'low', 'info'] as const;
type Severity = (typeof SEVERITIES)[number];
/** From here on a known vulnerability fails the check. */
const FAILING: readonly Severity[] = ['critical', 'high'];

const vulnerability = v.object({ name: v.string(), severity: v.picklist(SEVERITIES), range: v.string() });
const reportSchema = v.object({
  auditReportVersion: v.number(),
  vulnerabilities: v.record(v.string(), vulnerability),
});
/** npm tells a failed call in one of two forms. */
const failureSchema = v.union([
  v.object({ message: v.string() }),
  v.pipe(
    v.object({ error: v.object({ summary: v.string() }) }),
    v.transform(({ error }) => ({ message: error.summary })),
  ),
]);

/** The outcome of an audit. */
export interface AuditOutcome {
  readonly is: 'passed' | 'failed' | 'not-done';
  readonly words: string;
}

/** Lets a check pass on a machine whose registry audits nothing. */
const UNAUDITED = 'ALLOW_UNAUDITED';

/** What an audit comes to. */
interface AuditVerdict {
  readonly fails: boolean;
  /** For the person who asked. */
  readonly lines: readonly string[];
}

/**
 * Judges an outcome.
 *
 * @param environment - with `ALLOW_UNAUDITED=1` an audit that was not done is only told
 */
export function verdictOf(
  { is, words }: AuditOutcome,
  environment: Readonly<Record<string, string | undefined>>,
): AuditVerdict {
  if (is !== 'not-done') return { fails: is === 'failed', lines: [words] };
  const allowed = environment[UNAUDITED] === '1';
  return {
    fails: !allowed,
    lines: [
      `NOT AUDITED: the registry told nothing about the dependencies. ${words}`,
      allowed
        ? `It passes because of ${UNAUDITED}=1.`
        : `Run it with a registry that has an audit endpoint, such as https://registry.npmjs.org/, or set ${UNAUDITED}=1 to pass without an audit.`,
    ],
  };
}

/** Reads what npm wrote. A registry that audits nothing is told apart from one that knows of nothing. */
export function readAudit(written: string): AuditOutcome {
  const json = parse(written);
  const report = v.safeParse(reportSchema, json);
  if (report.success) return judge(Object.values(report.output.vulnerabilities));
  const failure = v.safeParse(failureSchema, json);
  return {
    is: 'not-done',
    words: failure.success ? failure.output.message : 'npm wrote no report.',
  };
}

function judge(found: readonly v.InferOutput<typeof vulnerability>[]): AuditOutcome {
  const lines = found
    .toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
    .map(({ name, severity, range }) => `${severity}: ${name} ${range}`);
  const is = found.some(({ severity }) => FAILING.includes(severity)) ? 'failed' : 'passed';
  return { is, words: lines.length > 0 ? lines.join('\n') : 'No known vulnerability.' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
