import type { EditorStore } from '../state/editor.ts';
import { say } from '../words/say.ts';
import type { FigureActions } from './figure.ts';

/** The part of the browser's clipboard that is used. */
export interface ClipboardPort {
  readText(): Promise<string>;
  writeText(text: string): Promise<void>;
}

interface ClipboardDependencies {
  readonly figure: Pick<FigureActions, 'selectedToJson' | 'removePerson'>;
  readonly editor: EditorStore;
  readonly clipboard: ClipboardPort;
  /** Adds the people of a pasted text, and tells what could not be taken. */
  takeText(text: string): Promise<void>;
}

/** Carries people through the clipboard, within a page and between pages. */
export type ClipboardActions = ReturnType<typeof createClipboardActions>;

/** Makes the actions. What goes wrong is told in the editor. */
export function createClipboardActions({ figure, editor, clipboard, takeText }: ClipboardDependencies) {
  const tell = (failure: string): void => editor.setState({ failure });

  async function copy(): Promise<boolean> {
    const json = figure.selectedToJson();
    if (json === undefined) return false;
    try {
      await clipboard.writeText(json);
      return true;
    } catch {
      tell(say`The browser did not allow to copy. Press Ctrl+C instead.`);
      return false;
    }
  }

  return {
    copy,
    async cut(): Promise<void> {
      if (await copy()) figure.removePerson();
    },
    async paste(): Promise<void> {
      const text = await clipboard.readText().catch(() => undefined);
      if (text === undefined) tell(say`The browser did not allow to paste. Press Ctrl+V instead.`);
      else {
        tell('');
        await takeText(text);
      }
    },
  };
}
