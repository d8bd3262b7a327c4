/*
 * The two fields of the prompt with what helps to fill them. Everything but the fields and the buttons is fetched when it is
 * used first.
 */
import { BookMarked, Dices, ListX, Palette, Sparkles } from 'lucide-react';
import { type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { REQUEST_LIMITS } from '../../core/request/index.ts';
import { useServices } from '../services.ts';
import { TextField } from '../ui/fields.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { say } from '../words/say.ts';
import type { FieldExtrasProps, FieldName } from './count/FieldExtras.tsx';
import { StyleChips } from './StyleChips.tsx';
import { type Areas, WordsDialog, type WordsPartProps } from './WordsDialog.tsx';
import './prompts.css';

const extrasPart = lazyPart<FieldExtrasProps>(
  async () => (await import('./count/FieldExtras.tsx')).FieldExtras,
);
const stylesPart = lazyPart<WordsPartProps>(async () => (await import('./room/StylesRoom.tsx')).StylesRoom);
const savedPart = lazyPart<WordsPartProps>(async () => (await import('./room/SavedRoom.tsx')).SavedRoom);
const negativesPart = lazyPart<WordsPartProps>(
  async () => (await import('./room/NegativesRoom.tsx')).NegativesRoom,
);
const wildcardsPart = lazyPart<WordsPartProps>(
  async () => (await import('./room/WildcardsRoom.tsx')).WildcardsRoom,
);
const enhancePart = lazyPart<WordsPartProps>(
  async () => (await import('./room/EnhanceRoom.tsx')).EnhanceRoom,
);

/** All of it, to be fetched once the first view is up. */
export const promptParts = [extrasPart, stylesPart, savedPart, negativesPart, wildcardsPart, enhancePart];

/** Prompt and negative prompt. */
export function PromptFields(): React.JSX.Element {
  const prompt = useRef<HTMLTextAreaElement>(null);
  const negativePrompt = useRef<HTMLTextAreaElement>(null);
  const areas = useMemo((): Areas => ({ prompt, negativePrompt }), []);
  return (
    <>
      <div className="words">
        <WordsField field="prompt" label={say`Prompt`} rows={4} area={prompt} />
        <div className="words-tools">
          <WordsDialog {...{ areas }} label={say`Styles`} icon={<Palette size={14} />} part={stylesPart} />
          <WordsDialog {...{ areas }} label={say`Saved`} icon={<BookMarked size={14} />} part={savedPart} />
          <WordsDialog
            {...{ areas }}
            label={say`Wildcards`}
            icon={<Dices size={14} />}
            part={wildcardsPart}
          />
          <WordsDialog {...{ areas }} label={say`Enhance`} icon={<Sparkles size={14} />} part={enhancePart} />
        </div>
        <StyleChips />
      </div>
      <div className="words">
        <WordsField field="negativePrompt" label={say`Negative prompt`} rows={2} area={negativePrompt} />
        <div className="words-tools">
          <WordsDialog
            {...{ areas }}
            label={say`Presets`}
            title={say`Negative presets`}
            icon={<ListX size={14} />}
            part={negativesPart}
          />
        </div>
        <IdleNegative />
      </div>
    </>
  );
}

/** Tells that the negative prompt does nothing at these settings. */
function IdleNegative(): React.JSX.Element | null {
  const { stores } = useServices();
  const idle = useStore(stores.form, (form) => form.negativePrompt.trim() !== '' && form.guidance <= 1);
  return idle ? <p className="hint">{say`The negative prompt has no effect at a guidance of 1.`}</p> : null;
}

interface WordsFieldProps {
  readonly field: FieldName;
  readonly label: string;
  readonly rows: number;
  readonly area: RefObject<HTMLTextAreaElement | null>;
}

function WordsField({ field, area, ...rest }: WordsFieldProps): React.JSX.Element {
  const { stores } = useServices();
  const value = useStore(stores.form, (form) => form[field]);
  const [first] = useState(value);
  const [focused, setFocused] = useState(false);
  const touched = focused || value !== first;
  const { setState } = stores.form;
  const onChange = useCallback((text: string) => setState({ [field]: text }), [field, setState]);
  return (
    <TextField
      {...{ ...rest, value, onChange }}
      ref={area}
      maxLength={REQUEST_LIMITS.promptLength.max}
      onFocus={() => setFocused(true)}
      aside={touched && <extrasPart.Part {...{ field, area }} />}
    />
  );
}
