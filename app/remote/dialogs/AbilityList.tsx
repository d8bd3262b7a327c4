import type { Abilities } from '../../../core/remote/index.ts';
import { say } from '../../words/say.ts';
import { abilityWords, choiceNames, poseWords } from '../words.ts';

/** What a back end can do, as it states it. */
export function AbilityList({ abilities }: { readonly abilities: Abilities }): React.JSX.Element {
  return (
    <ul className="abilities">
      <li>{poseWords(abilities)}</li>
      {abilityWords(abilities).map((words) => (
        <li key={words}>{words}</li>
      ))}
      {choiceNames(abilities).map(({ line, names }) => (
        <li key={line}>
          <details>
            <summary>{line}</summary>
            <p className="hint">{names.join(', ')}</p>
          </details>
        </li>
      ))}
      {!abilities.samplers && <li>{say`It chooses the sampler`}</li>}
    </ul>
  );
}
