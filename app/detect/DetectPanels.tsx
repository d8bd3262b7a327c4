import { Tabs } from '@base-ui/react/tabs';
import { useStore } from 'zustand';
import { words, type Words } from '../../core/words/index.ts';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import { CameraPanel } from './CameraPanel.tsx';
import { ChoicesPanel } from './ChoicesPanel.tsx';
import { PicturePanel } from './PicturePanel.tsx';
import { DETECT_SOURCES, detectorInUse, type DetectSource, isDetectorAtHand } from './store.ts';
import { PhotographOffer } from './PhotographOffer.tsx';
import { isSeenByBuiltIn, peopleShown } from './take-over.ts';
import { VideoPanel } from './VideoPanel.tsx';
import { adviceFor, lackingWords, stateWords } from './words.ts';

const TABS: Readonly<Record<DetectSource, { label: Words; Panel: () => React.JSX.Element }>> = {
  picture: { label: words`Picture`, Panel: PicturePanel },
  camera: { label: words`Camera`, Panel: CameraPanel },
  video: { label: words`Video`, Panel: VideoPanel },
};

/** Where the picture comes from, and what is taken of it. */
export function DetectPanels(): React.JSX.Element {
  return (
    <div className="detect-columns">
      <Sources />
      <ChoicesPanel />
    </div>
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
            {say(TABS[name].label)}
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
    return used && !isDetectorAtHand(models, used)
      ? lackingWords(used, models.transfers[used.id])
      : undefined;
  });
  const seen = frame && state.seen?.frame !== frame ? undefined : state.seen;
  const shown = seen ? peopleShown(seen, state) : [];
  return (
    <div className="detect-outcome">
      <p role="status">
        {lacking === undefined ? stateWords(state, seen, shown) : lacking}
        {seen && frame && shown.length === 0 && ` ${adviceFor(seen)}`}
      </p>
      {isSeenByBuiltIn(state) && (
        <>
          {shown.length > 0 && (
            <p className="hint">
              {say`This detector was made for drawings: do not trust what it finds in a photograph. Look with one that knows photographs.`}
            </p>
          )}
          <PhotographOffer prominent again={frame !== undefined} />
        </>
      )}
      {failure && (
        <div role="alert" className="detect-failure">
          <p className="field-error">{failureSaid(failure)}</p>
          {failure.code !== 'bad-image' && (
            <Button className="small" onClick={() => actions.detect.retry()}>
              {say`Try again`}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
