import { AlertDialog } from '@base-ui/react/alert-dialog';
import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { say } from '../words/say.ts';
import { IconButton } from './Button.tsx';

/** What a dialog is made of. */
export interface DialogFrameProps {
  readonly open: boolean;
  /** The person wants it closed. */
  readonly onClose: (byEscape: boolean) => void;
  /** It has left the page, with all that moves. */
  readonly onClosed?: () => void;
  readonly title: string;
  /** A line below the title. */
  readonly hint?: ReactNode;
  /** Added to the classes of the dialog. */
  readonly className?: string;
  /** Is it a question that wants an answer? It has no cross, and is not closed by a press beside it. */
  readonly isQuestion?: boolean;
  /** What gets the focus; the first that can have it unless given. */
  readonly initialFocus?: ComponentProps<typeof Dialog.Popup>['initialFocus'];
  /** What the dialog listens to itself. */
  readonly listeners?: Pick<ComponentProps<'div'>, 'onDragEnter' | 'onDragOver' | 'onDrop' | 'onPaste'>;
  readonly children: ReactNode;
}

/** A dialog over the page, with its title and a cross. */
export function DialogFrame({
  open,
  onClose,
  onClosed,
  title,
  hint,
  className = '',
  isQuestion = false,
  initialFocus,
  listeners,
  children,
}: DialogFrameProps): React.JSX.Element {
  const Root = isQuestion ? AlertDialog.Root : Dialog.Root;
  return (
    <Root
      open={open}
      onOpenChange={(isOpen, { reason }) => {
        if (!isOpen) onClose(reason === 'escape-key');
      }}
      onOpenChangeComplete={(isOpen) => {
        if (!isOpen) onClosed?.();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup
          className={`dialog ${className}`}
          {...(initialFocus !== undefined && { initialFocus })}
          {...listeners}
        >
          <header className="dialog-head">
            <Dialog.Title render={<h2 />}>{title}</Dialog.Title>
            {!isQuestion && (
              <Dialog.Close render={<IconButton label={say`Close`} icon={<X size={18} />} />} />
            )}
          </header>
          {hint !== undefined && <Dialog.Description className="hint">{hint}</Dialog.Description>}
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Root>
  );
}
