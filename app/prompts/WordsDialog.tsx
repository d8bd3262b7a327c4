import { type ReactNode, type RefObject, useRef, useState } from 'react';
import type { PromptWords } from '../../core/prompt/index.ts';
import type { LazyPart } from '../ui/lazy-part.tsx';
import { opensDialog, PageDialog } from '../ui/PageDialog.tsx';
import { replaceAll } from './edit-text.ts';

/** The fields of the prompt. */
export type Areas = Readonly<Record<keyof PromptWords, RefObject<HTMLTextAreaElement | null>>>;

/** What stands inside of a dialog for the prompt. */
export interface WordsPartProps {
  /** Closes the dialog, and writes into the fields as if it were typed, so that it can be undone there. */
  readonly onDone: (words?: Partial<PromptWords>) => void;
}

interface WordsDialogProps {
  readonly areas: Areas;
  /** On the button. */
  readonly label: string;
  /** Of the dialog; the label unless given. */
  readonly title?: string;
  readonly icon: ReactNode;
  readonly part: LazyPart<WordsPartProps>;
}

/** A button below a field of the prompt, and the dialog that it opens. */
export function WordsDialog({
  areas,
  label,
  title = label,
  icon,
  part: { Part },
}: WordsDialogProps): React.JSX.Element {
  const [open, setOpen] = useState(false);
  const waiting = useRef<Partial<PromptWords>>(undefined);

  /** The page takes no focus while the dialog is there. */
  function write(): void {
    const words = waiting.current;
    waiting.current = undefined;
    for (const field of ['negativePrompt', 'prompt'] as const) {
      const text = words?.[field];
      const area = areas[field].current;
      if (text !== undefined && area && area.value !== text) replaceAll(area, text);
    }
  }

  return (
    <>
      <button type="button" className="words-tool" {...opensDialog(open, () => setOpen(true))}>
        {icon} {label}
      </button>
      <PageDialog
        open={open}
        title={title}
        className="long words-dialog"
        onClose={() => setOpen(false)}
        onClosed={write}
      >
        <Part
          onDone={(words) => {
            waiting.current = words;
            setOpen(false);
          }}
        />
      </PageDialog>
    </>
  );
}
