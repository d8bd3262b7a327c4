import { FolderOpen } from 'lucide-react';
import { useRef } from 'react';
import { CommandBarItem } from '../editor/CommandBar.tsx';
import { useServices } from '../services.ts';
import { IconButton } from '../ui/Button.tsx';
import { FileInput } from '../ui/FileInput.tsx';
import { say } from '../words/say.ts';

/** Opens poses from files: JSON and pictures of skeletons. */
export function ImportButton(): React.JSX.Element {
  const { actions } = useServices();
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <CommandBarItem>
        <IconButton
          label={say`Import a pose`}
          icon={<FolderOpen size={18} />}
          onClick={() => file.current?.click()}
        />
      </CommandBarItem>
      <FileInput
        ref={file}
        label={say`Pose files`}
        accept=".json,application/json,image/*"
        multiple
        onFiles={(files) => void actions.intake.takeFiles(files)}
      />
    </>
  );
}
