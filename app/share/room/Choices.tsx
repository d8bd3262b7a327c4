import type { LeavableParts, SharedWork } from '../../../core/share/index.ts';
import { Switch } from '../../ui/Switch.tsx';
import { say } from '../../words/say.ts';

/** What of the work goes along. */
export interface Chosen extends LeavableParts {
  /** The seed of the picture that is shown, instead of a new one each time? */
  readonly drawnSeed: boolean;
}

interface ChoicesProps {
  readonly work: SharedWork;
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
  /** Seed of the picture that is shown; undefined where it is no question. */
  readonly drawn: number | undefined;
}

/** Chooses what goes along in links and snippets. */
export function Choices({ work, chosen, onChange, drawn }: ChoicesProps): React.JSX.Element {
  const people = work.pose?.people ?? [];
  const hasFaces = people.some(({ face }) => face);
  const hasHands = people.some(({ leftHand, rightHand }) => leftHand ?? rightHand);
  const choice = (name: keyof Chosen, label: string): React.JSX.Element => (
    <Switch checked={chosen[name]} onChange={(on) => onChange({ ...chosen, [name]: on })}>
      {label}
    </Switch>
  );
  return (
    <div className="share-switches">
      {choice('words', say`With the prompt`)}
      {hasFaces && choice('faces', say`With faces`)}
      {hasHands && choice('hands', say`With hands`)}
      {drawn !== undefined && choice('drawnSeed', say`With the seed of the picture, ${drawn}`)}
    </div>
  );
}
