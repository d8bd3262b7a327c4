import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { lazyPart, type WaitingProps } from '../ui/lazy-part.tsx';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import type { IntakeNoticeProps } from './IntakeNotice.tsx';

/** The notice itself. */
export const intakeNoticePart = lazyPart<IntakeNoticeProps>(
  async () => (await import('./IntakeNotice.tsx')).IntakeNotice,
  PlainNotice,
);

/** What went wrong is told, and can be put away, without the code that did not come. */
function PlainNotice({
  props: { failures },
  failed,
  notice,
}: WaitingProps<IntakeNoticeProps>): React.JSX.Element | null {
  const { actions } = useServices();
  if (!failed) return null;
  return (
    <section className="intake-notice" aria-label={say`Opened files`}>
      <div className="intake-words">
        {failures.map((failure, index) => (
          <p key={index} className="field-error" role="alert">
            {failureSaid(failure)}
          </p>
        ))}
        {failures.length === 0 && notice}
      </div>
      <Button onClick={() => actions.intake.dismiss()}>{say`Dismiss`}</Button>
    </section>
  );
}

/** Shows a notice on the latest files, where there is something to tell. */
export function IntakeNotices(): React.JSX.Element | null {
  const { stores } = useServices();
  const { imported, recipes, pictures, failures } = useStore(stores.intake);
  // The dialog offers the settings of those that wait there.
  const told = recipes.filter(({ file }) => !pictures.includes(file));
  if (!imported && told.length === 0 && failures.length === 0) return null;
  return <intakeNoticePart.Part {...{ imported, told, failures }} />;
}
