import { ScanSearch } from 'lucide-react';
import { ToolbarItem } from '../editor/ToolbarItems.tsx';
import { useServices } from '../services.ts';
import { IconButton } from '../ui/Button.tsx';

/** Opens the dialog that finds poses in pictures. */
export function DetectButton(): React.JSX.Element {
  const { actions } = useServices();
  return (
    <ToolbarItem>
      <IconButton
        label="Detect a pose in a picture, camera or video"
        icon={<ScanSearch size={18} />}
        aria-haspopup="dialog"
        onClick={() => void actions.detect.open()}
      />
    </ToolbarItem>
  );
}
