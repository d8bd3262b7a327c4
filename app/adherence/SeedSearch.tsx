import { Search as SearchIcon, X } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import type { SeededRequest } from '../../core/request/index.ts';
import { RowStart } from '../remote/panel/RowStart.tsx';
import { ShownPicture } from '../safety/ShownPicture.tsx';
import { type Services, useServices } from '../services.ts';
import { isBusy } from '../state/job.ts';
import { Button } from '../ui/Button.tsx';
import { SliderField } from '../ui/fields.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { say } from '../words/say.ts';
import { DetectorLacking } from './DetectorLacking.tsx';
import { type Attempt, isSearching, type Search } from './store.ts';
import { percent, searchWords } from './words.ts';

const GOAL = { min: 50, max: 100, step: 1 };
const TRIES = { min: 2, max: 20, step: 1 };
const FIRST_GOAL = 85;
const FIRST_TRIES = 8;

/** Pictures from one seed to the next until one keeps to the pose. */
export function SeedSearch(): React.JSX.Element {
  const { stores, actions } = useServices();
  const search = useStore(stores.adherence, (state) => state.search);
  const busy = useStore(stores.job, isBusy);
  const [goal, setGoal] = useState(FIRST_GOAL);
  const [tries, setTries] = useState(FIRST_TRIES);
  const requests = useCallback((services: Services) => seedsOf(services, tries), [tries]);
  return (
    <details className="seed-search">
      <summary>{say`Try seeds until it fits`}</summary>
      <div className="seed-search-body">
        <SliderField label={say`Pose match to reach, in %`} range={GOAL} value={goal} onChange={setGoal} />
        <SliderField
          label={say`Pictures at the most`}
          range={TRIES}
          value={tries}
          onChange={(value) => setTries(Math.round(value))}
        />
        <DetectorLacking />
        {search && isSearching({ search }) ? (
          <Button icon={<X size={18} />} onClick={() => actions.adherence.stop()}>
            {say`Stop trying`}
          </Button>
        ) : (
          <RowStart
            words={say`Try seeds`}
            icon={<SearchIcon size={18} />}
            disabled={busy}
            atMost
            requests={requests}
            onStart={(dollars) => void actions.adherence.search({ goal: goal / 100, tries, dollars })}
          />
        )}
        {search && <Attempts search={search} />}
      </div>
    </details>
  );
}

/** What is asked for, as often as it may be. */
function seedsOf({ actions }: Services, tries: number): SeededRequest[] {
  const request = { ...actions.generate.currentRequest(), samples: 1 };
  return Array.from({ length: tries }, () => request);
}

function Attempts({ search }: { readonly search: Search }): React.JSX.Element {
  const { stores, actions } = useServices();
  const picture = useStore(stores.job, (state) => state.picture);
  const busy = useStore(stores.job, isBusy);
  const { attempts, tries } = search;
  const words = searchWords(search);
  return (
    <>
      <ProgressBar label={say`Seeds tried`} words={words} value={attempts.length} max={tries} />
      <p className="hint" role="status">
        {words}
      </p>
      <ol className="attempts">
        {attempts.map((attempt) => (
          <li key={attempt.seed}>
            <AttemptButton
              attempt={attempt}
              shown={attempt.picture === picture}
              disabled={busy || isSearching({ search })}
              onShow={() => actions.adherence.show(attempt)}
            />
          </li>
        ))}
      </ol>
    </>
  );
}

interface AttemptButtonProps {
  readonly attempt: Attempt;
  readonly shown: boolean;
  readonly disabled: boolean;
  readonly onShow: () => void;
}

function AttemptButton({ attempt, shown, disabled, onShow }: AttemptButtonProps): React.JSX.Element {
  const { seed, share, picture } = attempt;
  return (
    <button
      type="button"
      className="attempt"
      aria-pressed={shown}
      aria-label={say`Seed ${seed}, pose match ${percent(share)}`}
      title={say`Seed ${seed}`}
      disabled={disabled}
      onClick={onShow}
    >
      <ShownPicture image={picture.images[0]} />
      <span>{percent(share)}</span>
    </button>
  );
}
