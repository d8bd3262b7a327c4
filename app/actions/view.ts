import {
  type AttachedPoints,
  attachedTo,
  boundsOfKeypoints,
  type Box,
  type CanvasSize,
  type KeypointRef,
  middleOfBox,
  PART_SIZES,
  type Point,
} from '../../core/pose/index.ts';
import { distinctFrom } from '../editor/hit.ts';
import { centredView, pannedView, type View, viewInSight, viewOfBox, zoomedView } from '../editor/view.ts';
import { type EditorStore, viewOn } from '../state/editor.ts';
import type { FigureStore } from '../state/figure.ts';
import { boundsOfSelection } from './figure/changing.ts';

/** Actions on what is seen of the canvas. */
export type ViewActions = ReturnType<typeof createViewActions>;

/** One step of the zoom keys and buttons. */
const ZOOM_STEP = 1.25;
/** Air around what is zoomed to, as a share of its size. */
const AIR = 0.25;

/** Makes the actions of a store. */
export function createViewActions(editor: EditorStore, figure: FigureStore) {
  const canvas = (): CanvasSize => figure.getState().pose;
  const current = (): View => viewOn(editor.getState(), canvas());
  const middle = (): Point => {
    const { width, height } = editor.getState().stage;
    return { x: width / 2, y: height / 2 };
  };
  function show(view: View): void {
    editor.setState(({ stage }) => ({ view: viewInSight(view, stage, canvas()) }));
  }
  function showBox(box: Box | undefined): void {
    if (box) show(viewOfBox(editor.getState().stage, widened(box)));
  }

  return {
    show,
    setStage(stage: CanvasSize): void {
      const { width, height } = editor.getState().stage;
      if (width !== stage.width || height !== stage.height) editor.setState({ stage });
    },
    fit: (): void => editor.setState({ view: 'fit' }),
    /** One px of the canvas on one px of the page. */
    actualSize(): void {
      const { width, height } = canvas();
      show(centredView(editor.getState().stage, { x: width / 2, y: height / 2 }, 1));
    },
    /** @param about - stage px; the middle of the stage unless given */
    zoomBy: (factor: number, about = middle()): void => show(zoomedView(current(), about, factor)),
    zoomIn: (): void => show(zoomedView(current(), middle(), ZOOM_STEP)),
    zoomOut: (): void => show(zoomedView(current(), middle(), 1 / ZOOM_STEP)),
    /** @param by - stage px */
    panBy: (by: Point): void => show(pannedView(current(), by)),
    zoomToSelection(): void {
      const { pose, selection } = figure.getState();
      showBox(boundsOfSelection(pose, selection));
    },
    /** Goes near to what hangs on a joint, such as the hand on its wrist, so that its points can be taken hold of. */
    zoomToDetail(ref: KeypointRef): void {
      const { pose } = figure.getState();
      const detail = detailOf(ref);
      const person = pose.people[ref.person];
      const box = detail && boundsOfKeypoints(pose, refsOf(ref.person, detail));
      if (!person || !box) return;
      const { stage } = editor.getState();
      const view = viewOfBox(stage, widened(box));
      const least = distinctFrom(person, detail.part);
      show(view.scale < least ? centredView(stage, middleOfBox(box), least) : view);
    },
    setExpanded: (expanded: boolean): void => editor.setState({ expanded, view: 'fit' }),
    showShortcuts: (shortcuts: boolean): void => editor.setState({ shortcuts }),
  };
}

function widened({ left, top, right, bottom }: Box): Box {
  const air = Math.max(right - left, bottom - top, 1) * AIR;
  return { left: left - air, top: top - air, right: right + air, bottom: bottom + air };
}

/** What is gone near to from a point: the part that it is of or that hangs on it; of feet, the one. */
function detailOf({ part = 'body', joint }: KeypointRef): AttachedPoints | undefined {
  if (part === 'body') return attachedTo(joint);
  const [from, to] = part === 'feet' ? (joint < 3 ? [0, 3] : [3, 6]) : [0, PART_SIZES[part]];
  return { part, from, to };
}

function refsOf(person: number, { part, from, to }: AttachedPoints): KeypointRef[] {
  return Array.from({ length: to - from }, (_, i) => ({ person, part, joint: from + i }));
}
