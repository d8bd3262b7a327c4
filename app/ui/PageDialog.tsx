import { useCallback, useState } from 'react';
import type { DialogFrameProps } from './DialogFrame.tsx';
import { lazyPart, type WaitingProps } from './lazy-part.tsx';

/** What all dialogs are made of. */
export const dialogPart = lazyPart(
  async () => (await import('./DialogFrame.tsx')).DialogFrame,
  WaitingDialog,
);

/** A dialog over the page. Nothing of it is there until it is opened for the first time. */
export function PageDialog(props: DialogFrameProps): React.JSX.Element | null {
  const [wasOpen, setWasOpen] = useState(props.open);
  if (props.open && !wasOpen) setWasOpen(true);
  return wasOpen ? <dialogPart.Part {...props} /> : null;
}

/** What a button needs that opens a dialog. */
export function opensDialog(open: boolean, onOpen: (byTouch: boolean) => void) {
  return {
    'aria-haspopup': 'dialog',
    'aria-expanded': open,
    onClick({ currentTarget, nativeEvent }: React.MouseEvent<HTMLElement>): void {
      // The dialog gives the focus back to who had it, and not every browser focuses a button that is pressed.
      currentTarget.focus();
      onOpen('pointerType' in nativeEvent && nativeEvent.pointerType === 'touch');
    },
  } as const;
}

function WaitingDialog({
  props: { open, title, onClose },
  notice,
}: WaitingProps<DialogFrameProps>): React.JSX.Element | null {
  const show = useCallback((dialog: HTMLDialogElement) => {
    dialog.showModal();
    return () => dialog.close();
  }, []);
  if (!open) return null;
  return (
    <dialog
      ref={show}
      className="dialog"
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose(true);
      }}
    >
      {notice}
    </dialog>
  );
}
