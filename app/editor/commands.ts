/*
 * All that can be done in the editor without pointing, in one table: the keys, the menus, the tooltips and the list of
 * shortcuts read it.
 */
import type { Point } from '../../core/pose/index.ts';
import { type Words, words } from '../../core/words/index.ts';
import { hiddenOfSelection } from '../actions/figure/changing.ts';
import type { Services } from '../services.ts';
import { drawsPictures } from '../state/embed.ts';
import type { FigureState } from '../state/figure.ts';
import { isBusy } from '../state/job.ts';

/** Under which heading a command is listed. */
export type CommandGroup = 'Edit' | 'People' | 'Joints' | 'View' | 'Tools';

/** What a command may want to know of the key that calls it. */
export interface KeyPress {
  readonly key: string;
  /** Is it held down? */
  readonly repeat: boolean;
}

/** One thing to do. */
export interface Command {
  readonly label: Words;
  readonly group: CommandGroup;
  /** In the spelling of tinykeys; any of them does it. */
  readonly keys: readonly string[];
  /** Spellings of the same keys on other keyboards, which are not listed. */
  readonly also?: readonly string[];
  /** Left out where the browser or the canvas itself answers to the keys. */
  readonly run?: (services: Services, event: KeyPress) => void;
  /** Do the keys work in the fields beside the editor as well? */
  readonly everywhere?: boolean;
  /** Always possible unless given. */
  readonly isPossible?: (figure: FigureState, services: Services) => boolean;
}

const STEP = 1;
const LONG_STEP = 10;
/** How much further arrows move the view than a joint. */
const VIEW_PACE = 30;
const TURN = Math.PI / 36;
const GROWTH = 1.05;

const hasPeople = ({ selection }: FigureState): boolean => selection.people.length > 0;
const hasOnePerson = ({ selection }: FigureState): boolean => selection.people.length === 1;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Where all of the canvas is seen, there is nothing to move the view to. */
const canMove: Command['isPossible'] = (figure, { stores }) =>
  hasPeople(figure) || stores.editor.getState().view !== 'fit';

/** Arrows move what is selected, or else the view, which shows more of what is in their direction. */
function moveBy(pace: number): NonNullable<Command['run']> {
  return ({ stores, actions }, { key, repeat }) => {
    const arrow = ARROWS[key];
    if (!arrow) return;
    if (hasPeople(stores.figure.getState()))
      actions.figure.nudge({ x: arrow.x * pace, y: arrow.y * pace }, repeat);
    else actions.view.panBy({ x: -arrow.x * pace * VIEW_PACE, y: -arrow.y * pace * VIEW_PACE });
  };
}

/** The table. */
const COMMANDS = {
  undo: {
    ...{ label: words`Undo`, group: 'Edit', keys: ['$mod+z'] },
    run: ({ actions }) => actions.figure.undo(),
    isPossible: (_, { stores }) => stores.figure.temporal.getState().pastStates.length > 0,
  },
  redo: {
    ...{ label: words`Redo`, group: 'Edit', keys: ['$mod+Shift+z', '$mod+y'] },
    run: ({ actions }) => actions.figure.redo(),
    isPossible: (_, { stores }) => stores.figure.temporal.getState().futureStates.length > 0,
  },
  copy: { label: words`Copy people`, group: 'Edit', keys: ['$mod+c'], isPossible: hasPeople },
  cut: { label: words`Cut people`, group: 'Edit', keys: ['$mod+x'], isPossible: hasPeople },
  paste: { label: words`Paste`, group: 'Edit', keys: ['$mod+v'] },
  selectAll: {
    ...{ label: words`Select everybody`, group: 'Edit', keys: ['$mod+a'] },
    run: ({ actions }) => actions.figure.selectAll(),
    isPossible: ({ pose }) => pose.people.length > 0,
  },
  delete: {
    ...{
      label: words`Hide joints, remove people`,
      group: 'Edit',
      keys: ['Delete'],
      also: ['Backspace'],
    },
    run: ({ stores, actions }) =>
      stores.figure.getState().selection.keypoints.length > 0
        ? actions.figure.hideSelectedJoints()
        : actions.figure.removePerson(),
    isPossible: hasPeople,
  },
  escape: {
    ...{ label: words`Select less, leave the full page`, group: 'Edit', keys: ['Escape'] },
    run: ({ actions }) => {
      if (!actions.figure.selectLess()) actions.view.setExpanded(false);
    },
  },

  add: {
    ...{ label: words`Add a person`, group: 'People', keys: ['n'] },
    run: ({ actions }) => actions.figure.addPerson(),
  },
  addAnimal: {
    ...{ label: words`Add an animal`, group: 'People', keys: [] },
    run: ({ actions }) => actions.figure.addAnimal(),
  },
  duplicate: {
    ...{ label: words`Duplicate person`, group: 'People', keys: ['$mod+d'] },
    run: ({ actions }) => actions.figure.duplicatePerson(),
    isPossible: hasPeople,
  },
  remove: {
    ...{
      label: words`Remove person`,
      group: 'People',
      keys: ['Shift+Delete'],
      also: ['Shift+Backspace'],
    },
    run: ({ actions }) => actions.figure.removePerson(),
    isPossible: hasPeople,
  },
  mirror: {
    ...{ label: words`Mirror person`, group: 'People', keys: ['m'] },
    run: ({ actions }) => actions.figure.mirror(),
    isPossible: hasPeople,
  },
  rotateRight: {
    ...{ label: words`Turn clockwise`, group: 'People', keys: ['r'] },
    run: ({ actions }) => actions.figure.rotate(TURN),
    isPossible: hasPeople,
  },
  rotateLeft: {
    ...{ label: words`Turn counterclockwise`, group: 'People', keys: ['Shift+r'] },
    run: ({ actions }) => actions.figure.rotate(-TURN),
    isPossible: hasPeople,
  },
  enlarge: {
    ...{ label: words`Enlarge`, group: 'People', keys: ['s'] },
    run: ({ actions }) => actions.figure.scale(GROWTH),
    isPossible: hasPeople,
  },
  reduce: {
    ...{ label: words`Reduce`, group: 'People', keys: ['Shift+s'] },
    run: ({ actions }) => actions.figure.scale(1 / GROWTH),
    isPossible: hasPeople,
  },
  forward: {
    ...{ label: words`Bring forward`, group: 'People', keys: [']'] },
    run: ({ actions }) => actions.figure.bringForward(),
    isPossible: (figure) =>
      hasOnePerson(figure) && figure.selection.people[0] !== figure.pose.people.length - 1,
  },
  backward: {
    ...{ label: words`Send back`, group: 'People', keys: ['['] },
    run: ({ actions }) => actions.figure.sendBackward(),
    isPossible: (figure) => hasOnePerson(figure) && figure.selection.people[0] !== 0,
  },
  lock: {
    ...{ label: words`Lock or unlock`, group: 'People', keys: ['l'] },
    run: ({ actions }) => actions.figure.toggleLock(),
    isPossible: hasPeople,
  },
  hide: {
    ...{ label: words`Hide or show`, group: 'People', keys: ['h'] },
    run: ({ actions }) => actions.figure.toggleHide(),
    isPossible: hasPeople,
  },
  reset: {
    ...{ label: words`Reset the figure`, group: 'People', keys: [] },
    run: ({ actions }) => actions.figure.reset(),
  },

  nextJoint: {
    label: words`Next joint`,
    group: 'Joints',
    keys: ['Tab', 'PageDown'],
  },
  previousJoint: { label: words`Previous joint`, group: 'Joints', keys: ['Shift+Tab', 'PageUp'] },
  extendSelection: {
    label: words`Select one more joint`,
    group: 'Joints',
    keys: ['Shift+PageDown', 'Shift+PageUp'],
  },
  pickJoint: { label: words`Select the joint alone`, group: 'Joints', keys: ['Enter', 'Space'] },
  pickJointAlso: {
    label: words`Add the joint to the selection, or take it out`,
    group: 'Joints',
    keys: ['Shift+Enter', 'Shift+Space'],
  },
  showHidden: {
    ...{ label: words`Bring hidden joints back`, group: 'Joints', keys: ['Shift+h'] },
    run: ({ actions }) => actions.figure.showHiddenJoints(),
    isPossible: ({ pose, selection }) => hiddenOfSelection(pose, selection).length > 0,
  },
  detail: { label: words`Go near to the hand, face or foot`, group: 'Joints', keys: ['Enter'] },
  move: {
    ...{
      label: words`Move joints or people, or the view where nobody is selected`,
      group: 'Joints',
      keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
    },
    run: moveBy(STEP),
    isPossible: canMove,
  },
  moveFar: {
    ...{
      label: words`Move ten times as far`,
      group: 'Joints',
      keys: Object.keys(ARROWS).map((key) => `Shift+${key}`),
    },
    run: moveBy(LONG_STEP),
    isPossible: canMove,
  },

  zoomIn: {
    ...{ label: words`Zoom in`, group: 'View', keys: ['+'], also: ['Shift++', '='] },
    run: ({ actions }) => actions.view.zoomIn(),
  },
  zoomOut: {
    ...{ label: words`Zoom out`, group: 'View', keys: ['-'] },
    run: ({ actions }) => actions.view.zoomOut(),
  },
  fit: {
    label: words`Fit the canvas`,
    group: 'View',
    keys: ['0'],
    run: ({ actions }) => actions.view.fit(),
  },
  actualSize: {
    ...{ label: words`Show at 100 %`, group: 'View', keys: ['1'] },
    run: ({ actions }) => actions.view.actualSize(),
  },
  zoomToSelection: {
    ...{ label: words`Show what is selected`, group: 'View', keys: ['2'] },
    run: ({ actions }) => actions.view.zoomToSelection(),
    isPossible: hasPeople,
  },
  expand: {
    ...{ label: words`Fill the page, or go back`, group: 'View', keys: ['f'] },
    run: ({ stores, actions }) => actions.view.setExpanded(!stores.editor.getState().expanded),
  },

  select: {
    ...{ label: words`Select and drag`, group: 'Tools', keys: ['v'] },
    run: ({ actions }) => actions.figure.chooseTool('select'),
  },
  pan: {
    ...{ label: words`Move the view (or hold Space)`, group: 'Tools', keys: ['p'] },
    run: ({ actions }) => actions.figure.chooseTool('pan'),
  },
  dragMode: {
    ...{ label: words`Next way of dragging joints`, group: 'Tools', keys: ['g'] },
    run: ({ actions }) => actions.figure.nextDragMode(),
  },
  generate: {
    ...{ label: words`Generate the picture`, group: 'Tools', keys: ['$mod+Enter'], everywhere: true },
    run: ({ actions }) => void actions.generate.generate(),
    isPossible: (_, { stores }) => drawsPictures(stores.embed.getState()) && !isBusy(stores.job.getState()),
  },
  queue: {
    ...{ label: words`Add the picture to the queue`, group: 'Tools' },
    ...{ keys: ['$mod+Shift+Enter'], everywhere: true },
    run: ({ actions }) => void actions.queue.addCurrent(),
    isPossible: (_, { stores }) => drawsPictures(stores.embed.getState()),
  },
  shortcuts: {
    ...{ label: words`Show the shortcuts`, group: 'Tools', keys: ['?'], also: ['Shift+?'] },
    run: ({ actions }) => actions.view.showShortcuts(true),
  },
} as const satisfies Readonly<Record<string, Command>>;

/** Names a command. */
export type CommandId = keyof typeof COMMANDS;

/** All commands in the order of the table. */
export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[];

/** Gives a command as what all of them have in common. */
export function commandOf(id: CommandId): Command {
  return COMMANDS[id];
}
