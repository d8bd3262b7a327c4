import type { TextEdit } from '../../core/prompt/index.ts';

/** The only way to type that keeps a field's own undo. Browsers call it deprecated, and have no other. */
interface Typing {
  execCommand(this: Document, command: 'delete' | 'insertText', ui: false, text: string): boolean;
}

/** Writes into a field as if it were typed: it can be undone there, and whoever listens to the field hears of it. */
export function editText(area: HTMLTextAreaElement, { span, text, selection }: TextEdit): void {
  area.focus();
  area.setSelectionRange(span.start, span.end);
  const { execCommand }: Typing = document;
  const command = text === '' ? 'delete' : 'insertText';
  const typed = execCommand.call(document, command, false, text);
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
