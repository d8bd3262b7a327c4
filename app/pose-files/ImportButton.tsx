import { FolderOpen } from 'lucide-react';
import { useRef } from 'react';
import { useServices } from '../services.ts';
import { IconButton } from '../ui/Button.tsx';

/** Opens poses from files: JSON and pictures of skeletons. */
export function ImportButton(): React.JSX.Element {
  const { actions } = useServices();
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton
        label="Import a pose"
        icon={<FolderOpen size={18} />}
        onClick={() => file.current?.click()}
      />
      <input
        ref={file}
        type="file"
        accept=".json,application/json,image/*"
        multiple
        hidden
        aria-label="Pose files"
        onChange={(event) => {
          void actions.intake.takeFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
