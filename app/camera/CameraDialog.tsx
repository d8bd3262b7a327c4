import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { PageDialog } from '../ui/PageDialog.tsx';
import { useObjectUrl } from '../ui/use-object-url.ts';
import { say } from '../words/say.ts';
import { CameraView } from './CameraView.tsx';
import './camera.css';

interface CameraDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Gets the picture that was taken, a JPEG file as the camera saw it. The dialog closes itself. */
  readonly onPicture: (picture: Blob) => void;
}

/** Takes a picture with a camera. The camera is on only while the dialog shows it. */
export function CameraDialog({ open, onOpenChange, onPicture }: CameraDialogProps): React.JSX.Element {
  return (
    <PageDialog
      open={open}
      title={say`Take a picture`}
      className="camera"
      hint={say`The picture stays on this device.`}
      onClose={() => onOpenChange(false)}
    >
      <Content
        onPicture={(picture) => {
          onPicture(picture);
          onOpenChange(false);
        }}
      />
    </PageDialog>
  );
}

function Content({ onPicture }: Pick<CameraDialogProps, 'onPicture'>): React.JSX.Element {
  const [taken, setTaken] = useState<Blob>();
  if (!taken) return <CameraView onTake={setTaken} />;
  return (
    <>
      <TakenPicture picture={taken} />
      <div className="camera-actions">
        <Button onClick={() => setTaken(undefined)}>{say`Take again`}</Button>
        <Button kind="primary" autoFocus onClick={() => onPicture(taken)}>
          {say`Use picture`}
        </Button>
      </div>
    </>
  );
}

function TakenPicture({ picture }: { readonly picture: Blob }): React.JSX.Element {
  const url = useObjectUrl(picture);
  return (
    <div className="camera-stage">
      {url !== '' && <img src={url} alt={say`The picture that was taken`} />}
    </div>
  );
}
