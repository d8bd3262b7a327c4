import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { BackendFacts } from '../../../core/remote/index.ts';
import { named } from '../../../core/words/index.ts';
import { useServices } from '../../services.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { say } from '../../words/say.ts';
import { AbilityList } from './AbilityList.tsx';
import { BackendSetUp } from './BackendSetUp.tsx';
import { readinessOf } from '../back-ends/readiness.ts';
import { poseWords, priceWords } from '../words.ts';

interface BackendCardProps {
  readonly backend: BackendFacts;
  /** Its place in the order, from 0. */
  readonly index: number;
  readonly count: number;
}

/** A back end: what it is, what it costs, whether it may be used, and how it is reached. */
export function BackendCard({ backend, index, count }: BackendCardProps): React.JSX.Element {
  const { stores, actions } = useServices();
  const { id, label, description, abilities } = backend;
  const state = useStore(stores.remote);
  const enabled = state.setups[id]?.enabled ?? false;
  const { missing, relayed } = readinessOf(state, backend);
  // Until kept keys are read, nobody knows whether one is missing.
  const known = state.keys[id] !== undefined;
  const [opened, setOpened] = useState<boolean>();
  if (known && opened === undefined) setOpened(enabled && missing.length > 0);
  function switchTo(on: boolean): void {
    actions.remote.setUp(id, { enabled: on });
    if (on && missing.length > 0) setOpened(true);
  }
  return (
    <li className="entry" data-used={enabled} aria-label={label}>
      <div className="entry-head">
        <div className="entry-words">
          <h4>{label}</h4>
          <p>{say(named(description))}</p>
          <ul className="entry-facts">
            <li>{priceWords(backend, relayed)}</li>
            <li>{poseWords(abilities)}</li>
          </ul>
        </div>
        <div className="entry-actions">
          <Switch checked={enabled} label={say`${label} may be used`} onChange={switchTo}>
            {say`May be used`}
          </Switch>
          <Place label={label} first={index === 0} last={index === count - 1} onMove={move} />
        </div>
      </div>
      {enabled && known && (
        <p className={missing.length > 0 ? 'backend-missing' : 'hint'} role="status">
          {missing.length > 0 ? say`Not ready: ${missing.map((words) => say(words)).join(' ')}` : say`Ready.`}
        </p>
      )}
      <details
        className="backend-part"
        open={opened ?? false}
        onToggle={(event) => setOpened(event.currentTarget.open)}
      >
        <summary>{say`Set up`}</summary>
        <BackendSetUp backend={backend} relayed={relayed} />
      </details>
      <details className="backend-part">
        <summary>{say`What it can do`}</summary>
        <AbilityList abilities={abilities} />
      </details>
    </li>
  );

  function move(by: -1 | 1): void {
    actions.remote.move(id, by);
  }
}

interface PlaceProps {
  readonly label: string;
  readonly first: boolean;
  readonly last: boolean;
  readonly onMove: (by: -1 | 1) => void;
}

/** Moves a card in the order. */
function Place({ label, first, last, onMove }: PlaceProps): React.JSX.Element {
  return (
    <div className="backend-place">
      <IconButton
        label={say`Ask ${label} earlier`}
        icon={<ArrowUp size={18} />}
        resting={first}
        onClick={() => onMove(-1)}
      />
      <IconButton
        label={say`Ask ${label} later`}
        icon={<ArrowDown size={18} />}
        resting={last}
        onClick={() => onMove(1)}
      />
    </div>
  );
}
