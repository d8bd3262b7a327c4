import { lazyPart } from '../../ui/lazy-part.tsx';

/** The panels at the side of the editor, which only the editor of the full page has. */
export const editorPanelsPart = lazyPart(async () => (await import('./EditorPanels.tsx')).EditorPanels);
