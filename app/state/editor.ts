import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CanvasSize } from '../../core/pose/index.ts';
import { fittedView, type View } from '../editor/view.ts';

/** How the editor is shown. */
export interface EditorState {
  /** Size of the stage in CSS px. */
  readonly stage: CanvasSize;
  /** What part of the canvas is seen; `fit` follows the sizes of stage and canvas. */
  readonly view: View | 'fit';
  /** Does the editor fill the page? */
  readonly expanded: boolean;
  /** Is the list of shortcuts open? */
  readonly shortcuts: boolean;
  /** What went wrong last, and what to do about it; empty where nothing did. */
  readonly failure: string;
}

/** The editor's own state. */
export type EditorStore = StoreApi<EditorState>;

/** Makes the store: small, with the whole canvas in sight. */
export function createEditorStore(): EditorStore {
  return createStore<EditorState>()(() => ({
    stage: { width: 512, height: 512 },
    view: 'fit',
    expanded: false,
    shortcuts: false,
    failure: '',
  }));
}

/** Around the canvas where the editor fills the page, in CSS px; as a card it is filled by the canvas. */
const MARGIN = 16;

/** The view at hand. */
export function viewOn({ stage, view, expanded }: EditorState, canvas: CanvasSize): View {
  return view === 'fit' ? fittedView(stage, canvas, expanded ? MARGIN : 0) : view;
}
