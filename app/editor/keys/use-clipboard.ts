import { useEffect } from 'react';
import { type Services, useServices } from '../../services.ts';
import { isForEditor } from './use-shortcuts.ts';

/** Makes the browser's own copy, cut and paste carry people, as OpenPose JSON in text form. */
export function useClipboard(): void {
  const services = useServices();
  useEffect(() => {
    const listeners = {
      copy: (event: ClipboardEvent) => hand(event, services),
      cut: (event: ClipboardEvent) => {
        if (hand(event, services)) services.actions.figure.removePerson();
      },
      paste: (event: ClipboardEvent) => take(event, services),
    };
    document.addEventListener('copy', listeners.copy);
    document.addEventListener('cut', listeners.cut);
    document.addEventListener('paste', listeners.paste);
    return () => {
      document.removeEventListener('copy', listeners.copy);
      document.removeEventListener('cut', listeners.cut);
      document.removeEventListener('paste', listeners.paste);
    };
  }, [services]);
}

function hand(event: ClipboardEvent, { actions }: Services): boolean {
  // Words that are marked on the page are what is meant then.
  const words = document.getSelection()?.toString() ?? '';
  const json = words === '' && isForEditor(event) ? actions.figure.selectedToJson() : undefined;
  if (json === undefined || !event.clipboardData) return false;
  event.clipboardData.setData('text/plain', json);
  event.preventDefault();
  return true;
}

function take(event: ClipboardEvent, { actions }: Services): void {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (!isForEditor(event) || !/^\s*[[{]/.test(text)) return;
  event.preventDefault();
  void actions.intake.takeText(text);
}
