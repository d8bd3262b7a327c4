import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { FailureAlone, lazyPart } from '../ui/lazy-part.tsx';
import type { IntakeNoticeProps } from './IntakeNotice.tsx';

/** The notice itself. */
export const intakeNoticePart = lazyPart<IntakeNoticeProps>(
  async () => (await import('./IntakeNotice.tsx')).IntakeNotice,
  FailureAlone,
);

/** Shows a notice on the latest files, where there is something to tell. */
export function IntakeNotices(): React.JSX.Element | null {
  const { stores } = useServices();
  const { imported, recipes, pictures, failures } = useStore(stores.intake);
  // The dialog offers the settings of those that wait there.
  const told = recipes.filter(({ file }) => !pictures.includes(file));
  if (!imported && told.length === 0 && failures.length === 0) return null;
  return <intakeNoticePart.Part {...{ imported, told, failures }} />;
}
