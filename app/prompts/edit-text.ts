import type { TextEdit } from '../../core/prompt/index.ts';

/** Writes into a field as if it were typed: it can be undone there, and whoever listens to the field hears of it. */
export function editText(area: HTMLTextAreaElement, { span, text, selection }: TextEdit): void {
  area.focus();
  area.setSelectionRange(span.start, span.end);
  // The only way that keeps the field's own undo. It is deprecated, and there is no other.
  const typed =
    text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
  if (!typed) {
    area.setRangeText(text, span.start, span.end, 'end');
    area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText' }));
  }
  area.setSelectionRange(selection.start, selection.end);
}

/** Writes a whole text into a field, as {@link editText} does. */
export function replaceAll(area: HTMLTextAreaElement, text: string): void {
  const end = text.length;
  editText(area, { span: { start: 0, end: area.value.length }, text, selection: { start: end, end } });
}
