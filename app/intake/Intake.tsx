import './intake.css';
import { DropHint } from './DropHint.tsx';
import { IntakeNotices } from './intake-notice-part.tsx';
import { PictureDialog } from './PictureDialog.tsx';

/** Everything that shows what came in by drop, paste or the file dialog. */
export function Intake(): React.JSX.Element {
  return (
    <>
      <DropHint />
      <IntakeNotices />
      <PictureDialog />
    </>
  );
}
