import { ImageUp, PersonStanding } from 'lucide-react';
import { useRef } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { FileInput } from '../ui/FileInput.tsx';
import { say } from '../words/say.ts';
import { FrameView } from './FrameView.tsx';

/** A picture from a file, by choice, drop or paste. */
export function PicturePanel(): React.JSX.Element {
  const { stores, actions } = useServices();
  const frame = useStore(stores.detect, (detect) => detect.frame);
  const input = useRef<HTMLInputElement>(null);
  const open = (
    <Button icon={<ImageUp size={18} />} onClick={() => input.current?.click()}>
      {frame ? say`Open another picture` : say`Open a picture`}
    </Button>
  );
  return (
    <>
      <div className="detect-stage">
        {frame ? (
          <FrameView frame={frame} />
        ) : (
          <div className="detect-empty">
            <PersonStanding size={32} strokeWidth={1.5} aria-hidden />
            {open}
            <p>{say`You can also drop or paste one here. It stays on this device.`}</p>
          </div>
        )}
      </div>
      {frame && (
        <>
          <div className="detect-actions">{open}</div>
          {frame.notes.length > 0 && <p className="hint">{frame.notes.join(' ')}</p>}
        </>
      )}
      <FileInput
        ref={input}
        label={say`Picture with people`}
        accept="image/*"
        onFiles={([file]) => void actions.detect.openFile(file)}
      />
    </>
  );
}
