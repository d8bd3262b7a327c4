import type { Misfit } from '../../../core/remote/index.ts';
import { counted } from '../../../core/words/index.ts';
import { say } from '../../words/say.ts';

/** What a back end will not honour: what prevents the run is said at once, what is left out on demand. */
export function MisfitNotes({ misfits }: { readonly misfits: readonly Misfit[] }): React.JSX.Element {
  const refused = misfits.filter(({ kind }) => kind === 'refused');
  const ignored = misfits.filter(({ kind }) => kind === 'ignored');
  return (
    <>
      {refused.map(({ field, message }) => (
        <p key={field} className="field-error">
          {say(message)}
        </p>
      ))}
      {ignored.length > 0 && (
        <details className="misfits">
          <summary>{say`${counted(ignored.length, { one: '# setting', other: '# settings' })} will not count`}</summary>
          <ul>
            {ignored.map(({ field, message }) => (
              <li key={field}>{say(message)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
