import { Camera, ClipboardPaste, ImageUp, Link } from 'lucide-react';
import { useRef, useState } from 'react';
import { failureFrom } from '../../../core/result/index.ts';
import { CameraDialog } from '../../camera/CameraDialog.tsx';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { FileInput } from '../../ui/FileInput.tsx';
import { failureSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import { AddressDialog } from './AddressDialog.tsx';
import { readClipboardPicture } from './clipboard.ts';

const SIZE = 16;

/** The ways in which a reference picture comes. */
export function ReferenceSources(): React.JSX.Element {
  const { stores, actions } = useServices();
  const { reference } = actions;
  const file = useRef<HTMLInputElement>(null);
  const [camera, setCamera] = useState(false);

  async function paste(): Promise<void> {
    try {
      await reference.openImage(await readClipboardPicture());
    } catch (error) {
      const told = failureSaid(failureFrom(error, 'bad-image'));
      stores.reference.setState({ problem: told });
    }
  }

  return (
    <div className="reference-sources">
      <Button icon={<ImageUp size={SIZE} />} onClick={() => file.current?.click()}>
        {say`Open file`}
      </Button>
      <Button icon={<Camera size={SIZE} />} onClick={() => setCamera(true)}>
        {say`Camera`}
      </Button>
      <AddressDialog icon={<Link size={SIZE} />} />
      <Button icon={<ClipboardPaste size={SIZE} />} onClick={() => void paste()}>
        {say`Paste`}
      </Button>
      <FileInput
        ref={file}
        label={say`Reference picture`}
        accept="image/*"
        onFiles={([chosen]) => void reference.openImage(chosen)}
      />
      <CameraDialog
        open={camera}
        onOpenChange={setCamera}
        onPicture={(picture) => void reference.openImage(picture)}
      />
    </div>
  );
}
