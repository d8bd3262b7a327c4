import { Dialog } from '@base-ui/react/dialog';
import { Tabs } from '@base-ui/react/tabs';
import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { CameraPanel } from './CameraPanel.tsx';
import { ChoicesPanel } from './ChoicesPanel.tsx';
import './detect.css';
import { PicturePanel } from './PicturePanel.tsx';
import { DETECT_SOURCES, detectorInUse, type DetectSource, isDetectorAtHand } from './store.ts';
import { peopleShown } from './take-over.ts';
import { VideoPanel } from './VideoPanel.tsx';
import { adviceFor, stateWords } from './words.ts';

const TABS: Readonly<Record<DetectSource, { label: string; Panel: () => React.JSX.Element }>> = {
  picture: { label: 'Picture', Panel: PicturePanel },
  camera: { label: 'Camera', Panel: CameraPanel },
  video: { label: 'Video', Panel: VideoPanel },
};

/** Finds people in a picture and takes them to the canvas. */
export function DetectDialog(): React.JSX.Element {
  const { stores, actions } = useServices();
  const open = useStore(stores.detect, (detect) => detect.open);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(opens) => {
        if (!opens) actions.detect.close();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup
          className="dialog detect"
          {...fileHandlers((file) => void actions.detect.openFile(file))}
        >
          <header className="dialog-head">
            <Dialog.Title render={<h2 />}>Detect a pose</Dialog.Title>
            <Dialog.Close render={<IconButton label="Close" icon={<X size={18} />} />} />
          </header>
          <div className="detect-columns">
            <Sources />
            <ChoicesPanel />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Sources(): React.JSX.Element {
  const { stores, actions } = useServices();
  const source = useStore(stores.detect, (detect) => detect.source);
  return (
    <Tabs.Root
      className="detect-sources"
      value={source}
      onValueChange={(value) => actions.detect.setSource(value as DetectSource)}
    >
      <Tabs.List className="detect-tabs" activateOnFocus={false}>
        {DETECT_SOURCES.map((name) => (
          <Tabs.Tab key={name} value={name} className="detect-tab">
            {TABS[name].label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {DETECT_SOURCES.map((name) => {
        const { Panel } = TABS[name];
        return (
          <Tabs.Panel key={name} value={name} className="detect-panel">
            <Panel />
          </Tabs.Panel>
        );
      })}
      <Outcome />
    </Tabs.Root>
  );
}

/** What came of it, in words. */
function Outcome(): React.JSX.Element {
  const { stores, actions } = useServices();
  const state = useStore(stores.detect);
  const { frame, failure, detectorId } = state;
  const lacking = useStore(stores.models, (models) => {
    const used = detectorInUse(models, detectorId);
    return used && !isDetectorAtHand(models, used) ? used.label : undefined;
  });
  const seen = frame && state.seen?.frame !== frame ? undefined : state.seen;
  const shown = seen ? peopleShown(seen, state) : [];
  return (
    <div className="detect-outcome">
      <p role="status">
        {lacking === undefined
          ? stateWords(state, seen, shown)
          : `${lacking} has to be downloaded before it can look.`}
        {seen && frame && shown.length === 0 && ` ${adviceFor(seen)}`}
      </p>
      {failure && (
        <div role="alert" className="detect-failure">
          <p className="field-error">
            {failure.message} {failure.next}
          </p>
          {failure.code !== 'bad-image' && (
            <Button className="small" onClick={() => actions.detect.retry()}>
              Try again
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** Files that are dropped on the dialog or pasted into it are pictures to look at; the page below does not get them. */
function fileHandlers(onFile: (file: File) => void) {
  const hold = (event: React.DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    onDragEnter: hold,
    onDragOver: hold,
    onDrop(event: React.DragEvent): void {
      hold(event);
      const [file] = event.dataTransfer.files;
      if (file) onFile(file);
    },
    onPaste(event: React.ClipboardEvent): void {
      const [file] = event.clipboardData.files;
      if (!file) return;
      event.preventDefault();
      event.stopPropagation();
      onFile(file);
    },
  };
}
