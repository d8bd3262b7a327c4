import {
  CircleHelp,
  Copy,
  FlipHorizontal2,
  Hand,
  Maximize2,
  Minimize2,
  MousePointer2,
  PersonStanding,
  Redo2,
  Trash2,
  Undo2,
  UserPlus,
} from 'lucide-react';
import { useStore } from 'zustand';
import { DetectButton } from '../detect/DetectButton.tsx';
import { ExportDialog } from '../pose-files/ExportDialog.tsx';
import { ImportButton } from '../pose-files/ImportButton.tsx';
import { PosesDialog } from '../poses/PosesDialog.tsx';
import { useServices } from '../services.ts';
import { ShareDialog } from '../share/ShareDialog.tsx';
import { say } from '../words/say.ts';
import { CommandBar, CommandButton } from './CommandBar.tsx';
import { DragModes } from './DragModes.tsx';
import { moreMenu } from './MoreButton.tsx';
import { ThreeDButton } from './three/ThreeDButton.tsx';

const SIZE = 18;

/**
 * The commands over the figure: few of them in the small editor, most where it fills the page. Tab stops at one of them, and
 * arrows go through.
 */
export function Toolbar(): React.JSX.Element {
  const { stores } = useServices();
  const expanded = useStore(stores.editor, (editor) => editor.expanded);
  return (
    <CommandBar className="toolbar" label={say`Pose`}>
      <span className="toolbar-sources">
        <PosesDialog icon={<PersonStanding size={SIZE} />} />
        <ThreeDButton onFailure={(failure) => stores.editor.setState({ failure })} />
      </span>
      <span className="toolbar-commands">
        <CommandButton command="undo" icon={<Undo2 size={SIZE} />} />
        <CommandButton command="redo" icon={<Redo2 size={SIZE} />} />
        <span className="toolbar-gap" />
        <span className="toolbar-add">
          <CommandButton command="add" icon={<UserPlus size={SIZE} />} />
        </span>
        {expanded && <PeopleButtons />}
        <DetectButton />
        <ImportButton />
        <ExportDialog />
        <ShareDialog />
        <moreMenu.Control />
        {expanded && <ToolButtons />}
        <span className="toolbar-space" />
        {expanded && (
          <span className="toolbar-help">
            <CommandButton command="shortcuts" icon={<CircleHelp size={SIZE} />} />
          </span>
        )}
        <CommandButton
          command="expand"
          label={expanded ? say`Leave the full page` : say`Fill the page`}
          icon={expanded ? <Minimize2 size={SIZE} /> : <Maximize2 size={SIZE} />}
        />
      </span>
    </CommandBar>
  );
}

/** The menu has these, too, for toolbars without the room. */
function PeopleButtons(): React.JSX.Element {
  return (
    <span className="toolbar-people">
      <CommandButton command="duplicate" icon={<Copy size={SIZE} />} />
      <CommandButton command="mirror" icon={<FlipHorizontal2 size={SIZE} />} />
      <CommandButton command="remove" icon={<Trash2 size={SIZE} />} />
    </span>
  );
}

/** Where these have no room, fingers or Space move the view, and the menu has the ways to drag. */
function ToolButtons(): React.JSX.Element {
  const { stores } = useServices();
  const tool = useStore(stores.figure, (figure) => figure.tool);
  return (
    <span className="toolbar-tools">
      <span className="toolbar-gap" />
      <CommandButton command="select" icon={<MousePointer2 size={SIZE} />} pressed={tool === 'select'} />
      <CommandButton command="pan" icon={<Hand size={SIZE} />} pressed={tool === 'pan'} />
      <span className="toolbar-gap" />
      <DragModes />
    </span>
  );
}
