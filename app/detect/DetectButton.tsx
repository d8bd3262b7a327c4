import { ScanSearch } from 'lucide-react';
import { CommandBarItem } from '../editor/CommandBar.tsx';
import { useServices } from '../services.ts';
import { IconButton } from '../ui/Button.tsx';
import { say } from '../words/say.ts';

/** Opens the dialog that finds poses in pictures. */
export function DetectButton(): React.JSX.Element {
  const { actions } = useServices();
  return (
    <CommandBarItem>
      <IconButton
        label={say`Detect a pose in a picture, camera or video`}
        icon={<ScanSearch size={18} />}
        aria-haspopup="dialog"
        onClick={() => void actions.detect.open()}
      />
    </CommandBarItem>
  );
}
