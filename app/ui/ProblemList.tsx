import { say } from '../words/say.ts';

/** Problems that are listed one by one. */
const LISTED = 5;

/** What went wrong, the first few of it one by one; nothing where nothing did. */
export function ProblemList({
  problems,
}: {
  readonly problems: readonly string[];
}): React.JSX.Element | null {
  if (problems.length === 0) return null;
  const more = problems.length - LISTED;
  return (
    <ul className="field-error">
      {problems.slice(0, LISTED).map((problem, index) => (
        <li key={index}>{problem}</li>
      ))}
      {more > 0 && <li>{say`And ${more} more.`}</li>}
    </ul>
  );
}
