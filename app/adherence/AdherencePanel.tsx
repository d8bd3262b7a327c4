import { Eye, EyeOff, ScanSearch } from 'lucide-react';
import { useStore } from 'zustand';
import type { PoseMatch } from '../../core/adherence/index.ts';
import type { Failure } from '../../core/result/index.ts';
import { counted, words } from '../../core/words/index.ts';
import { useHidden } from '../safety/ShownPicture.tsx';
import { useServices } from '../services.ts';
import { isBusy } from '../state/job.ts';
import { modelNameOf, type PagePicture } from '../state/picture.ts';
import { Button } from '../ui/Button.tsx';
import { failureSaid } from '../words/failed.ts';
import { said, say } from '../words/say.ts';
import { askedPeople } from './asked-people.ts';
import './adherence.css';
import { detectorFor } from './detector-choice.ts';
import { SeedSearch } from './SeedSearch.tsx';
import type { Measured } from './store.ts';
import { misfitsFirst, jointWords, matchWords, MEASURE, percent, personWords } from './words.ts';

/** The picture that is looked at. */
export interface AdherencePanelProps {
  readonly picture: PagePicture;
  /** Which of its pictures is shown large. */
  readonly shown: number;
}

/** How well the picture keeps to the pose, and the search for one that does. */
export function AdherencePanel({ picture, shown }: AdherencePanelProps): React.JSX.Element | null {
  const { stores } = useServices();
  const image = picture.images[shown] ?? picture.images[0];
  const measured = useStore(stores.adherence, (state) => state.measured.get(image));
  const failure = useStore(stores.adherence, (state) => state.failure);
  const busy = useStore(stores.job, isBusy);
  const detector = useStore(stores.models, (state) => detectorFor(state, modelNameOf(picture)));
  const hidden = useHidden(image);
  if (hidden || !detector || !askedPeople(picture.request, image)) return null;
  return (
    <section className="adherence" aria-label={say`Pose match`}>
      {measured && !busy ? <Result measured={measured} /> : <CheckButton />}
      {failure && <Problem failure={failure} />}
      <AutomaticCheck />
      <SeedSearch />
    </section>
  );
}

function CheckButton(): React.JSX.Element {
  const { stores, actions } = useServices();
  const looking = useStore(stores.adherence, (state) => state.looking !== undefined);
  const busy = useStore(stores.job, isBusy);
  return (
    <Button
      icon={<ScanSearch size={18} />}
      disabled={looking || busy}
      onClick={() => void actions.adherence.check()}
    >
      {looking ? say`Looking at the picture…` : say`Check the pose`}
    </Button>
  );
}

function Problem({ failure }: { readonly failure: Failure }): React.JSX.Element {
  return (
    <p className="field-error" role="alert">
      {failureSaid(failure)}
    </p>
  );
}

function AutomaticCheck(): React.JSX.Element {
  const { stores } = useServices();
  const checkPose = useStore(stores.settings, (settings) => settings.checkPose);
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={checkPose}
        onChange={(event) => stores.settings.setState({ checkPose: event.currentTarget.checked })}
      />
      {say`Check every picture`}
    </label>
  );
}

/** How many it misses stands in its card, and changes whenever it is trained anew. */
const ROUGH = words` It knows drawings only, and misses some joints of a perfect one as well; its model card has the figures.`;

function Result({ measured }: { readonly measured: Measured }): React.JSX.Element {
  const { stores } = useServices();
  const overlay = useStore(stores.adherence, (state) => state.overlay);
  const { match, found, detector, rough } = measured;
  return (
    <>
      <div className="match-head">
        <p className="match" role="status">
          {said`Pose match ${(<strong>{percent(match.share)}</strong>)}`}
        </p>
        <Button
          aria-pressed={overlay}
          icon={overlay ? <EyeOff size={18} /> : <Eye size={18} />}
          onClick={() => stores.adherence.setState({ overlay: !overlay })}
        >
          {say`Skeletons`}
        </Button>
      </div>
      {overlay && <Legend nobody={found.length === 0} />}
      <p className="hint">
        {say`${matchWords(measured)} Measured by ${detector}.`}
        {rough && say(ROUGH)}
      </p>
      <Joints match={match} />
    </>
  );
}

function Legend({ nobody }: { readonly nobody: boolean }): React.JSX.Element {
  return (
    <ul className="skeleton-legend">
      <li className="legend-asked">{say`Asked for`}</li>
      {!nobody && <li className="legend-found">{say`Found`}</li>}
      <li className="legend-off">{say`Off or not found`}</li>
    </ul>
  );
}

/** How far each joint is off. */
function Joints({ match: { people } }: { readonly match: PoseMatch }): React.JSX.Element {
  const off = people.flatMap(({ joints }) => joints).filter((joint) => !joint.fits).length;
  return (
    <details className="joints">
      <summary>
        {off === 0
          ? say`Every joint fits`
          : say`${counted(off, { one: '# joint is off', other: '# joints are off' })}`}
      </summary>
      <p>{say(MEASURE)}</p>
      {people.map((person) => (
        <div key={person.asked}>
          {people.length > 1 && <h3>{personWords(person)}</h3>}
          <ul>
            {misfitsFirst(person.joints).map((joint) => (
              <li key={joint.joint}>{jointWords(joint)}</li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  );
}
