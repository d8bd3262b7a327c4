import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { type Failure, failureFrom } from '../../../core/result/index.ts';
import { shareFragment, type SharedWork, withoutParts } from '../../../core/share/index.ts';
import { useServices } from '../../services.ts';
import { failureSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import { workOf } from '../work-of.ts';
import { Choices, type Chosen } from './Choices.tsx';
import { LinkSection } from './LinkSection.tsx';
import { PoseView } from './PoseView.tsx';
import { ProjectSection } from './ProjectSection.tsx';
import './share.css';
import { SnippetSection } from './SnippetSection.tsx';

const EVERYTHING: Chosen = { words: true, faces: true, hands: true, drawnSeed: true };

/** The ways to pass work on, beside the pose that it has. */
export function ShareRoom(): React.JSX.Element {
  const work = useWork();
  const drawn = useDrawnSeed();
  const [chosen, setChosen] = useState(EVERYTHING);
  const [note, setNote] = useState('');
  const shared = useMemo(() => sharedOf(work, chosen, drawn), [work, chosen, drawn]);
  const made = useMemo(() => fragmentOf(shared), [shared]);
  return (
    <div className="share-content">
      {shared.pose && <PoseView pose={shared.pose} label={say`The pose that is shared`} />}
      <div className="share-sections">
        <Choices work={work} chosen={chosen} onChange={setChosen} drawn={drawn} />
        {typeof made === 'string' ? (
          <LinkSection work={shared} fragment={made} onNote={setNote} />
        ) : (
          <p className="field-error" role="alert">
            {failureSaid(made)}
          </p>
        )}
        <ProjectSection work={work} onNote={setNote} />
        {typeof made === 'string' && <SnippetSection fragment={made} onNote={setNote} />}
        <p className="hint share-note" role="status">
          {note}
        </p>
      </div>
    </div>
  );
}

/** The work on the page as it is right now. */
function useWork(): SharedWork {
  const { stores } = useServices();
  const pose = useStore(stores.figure, (figure) => figure.pose);
  const form = useStore(stores.form);
  const models = useStore(stores.models);
  return useMemo(() => workOf(pose, form, models), [pose, form, models]);
}

/** Seed of the picture that is shown, where the form takes a new one each time: who opens the link may want the same. */
function useDrawnSeed(): number | undefined {
  const { stores } = useServices();
  const fresh = useStore(stores.form, ({ freshSeed }) => freshSeed);
  const seed = useStore(stores.job, ({ picture }) => picture?.request.seed);
  return fresh ? seed : undefined;
}

function sharedOf(work: SharedWork, { drawnSeed, ...parts }: Chosen, drawn: number | undefined): SharedWork {
  const chosen = withoutParts(work, parts);
  if (drawn === undefined || !drawnSeed) return chosen;
  return { ...chosen, settings: { ...chosen.settings, seed: drawn, freshSeed: false } };
}

function fragmentOf(work: SharedWork): string | Failure {
  try {
    return shareFragment(work);
  } catch (error) {
    return failureFrom(error);
  }
}
