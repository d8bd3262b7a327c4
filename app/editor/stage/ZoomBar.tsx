import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { memo } from 'react';
import { say } from '../../words/say.ts';
import { CommandBar, CommandBarItem, CommandButton } from '../CommandBar.tsx';
import { useCommand } from '../use-command.ts';

const SIZE = 16;

/** Zoom by buttons, and how large the canvas is shown. It stands still while somebody drags. */
export const ZoomBar = memo(function ZoomBar({ scale }: { readonly scale: number }): React.JSX.Element {
  const actualSize = useCommand('actualSize');
  const percent = Math.round(scale * 100);
  return (
    <CommandBar className="zoom-bar" label={say`Zoom`}>
      <CommandButton command="zoomOut" icon={<ZoomOut size={SIZE} />} />
      <CommandBarItem>
        <button
          type="button"
          className="button zoom-percent"
          title={say`${actualSize.label} (${actualSize.keys})`}
          aria-label={say`Zoom ${percent} %. ${actualSize.label}`}
          onClick={actualSize.run}
        >
          {percent} %
        </button>
      </CommandBarItem>
      <CommandButton command="zoomIn" icon={<ZoomIn size={SIZE} />} />
      <CommandButton command="fit" icon={<Maximize size={SIZE} />} />
    </CommandBar>
  );
});
