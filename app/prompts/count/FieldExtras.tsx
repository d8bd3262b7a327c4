import { type RefObject, useEffect } from 'react';
import { REQUEST_LIMITS } from '../../../core/request/index.ts';
import { stepWeight } from '../../../core/prompt/index.ts';
import { editText } from '../edit-text.ts';
import { TokenCounter } from './TokenCounter.tsx';

/** One of the prompt's fields. */
export type FieldName = 'prompt' | 'negativePrompt';

/** Which field. */
export interface FieldExtrasProps {
  readonly field: FieldName;
  readonly area: RefObject<HTMLTextAreaElement | null>;
}

/** What a weight changes by, and with Shift. */
const STEP = 0.1;
const SMALL_STEP = 0.05;

/** What a field of the prompt has once it is used: weights by keyboard, and the count of its tokens. */
export function FieldExtras({ field, area }: FieldExtrasProps): React.JSX.Element {
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const weigh = (event: KeyboardEvent): void => weighByKey(event, element);
    element.addEventListener('keydown', weigh);
    return () => element.removeEventListener('keydown', weigh);
  }, [area]);
  return <TokenCounter field={field} />;
}

/** Ctrl or Cmd with the arrows up and down. */
function weighByKey(event: KeyboardEvent, area: HTMLTextAreaElement): void {
  const sign = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (sign === undefined || !(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
  const { value, selectionStart, selectionEnd } = area;
  const step = sign * (event.shiftKey ? SMALL_STEP : STEP);
  const edit = stepWeight(value, { start: selectionStart, end: selectionEnd }, step);
  if (!edit) return;
  event.preventDefault();
  const { span, text } = edit;
  const length = value.length - (span.end - span.start) + text.length;
  if (length <= REQUEST_LIMITS.promptLength.max) editText(area, edit);
}
