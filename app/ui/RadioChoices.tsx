import type { Words } from '../../core/words/index.ts';
import { say } from '../words/say.ts';

/** One of several things to choose from. */
export interface Choice<Value> {
  readonly value: Value;
  readonly label: Words;
}

interface RadioChoicesProps<Value> {
  /** Of the group, as the document knows it. */
  readonly name: string;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

/** A few things of which one holds, one below the other. The fieldset around them says what they are. */
export function RadioChoices<Value extends string>({
  name,
  choices,
  chosen,
  onChoose,
}: RadioChoicesProps<Value>): React.JSX.Element[] {
  return choices.map(({ value, label }) => (
    <label key={value} className="check">
      <input type="radio" name={name} checked={chosen === value} onChange={() => onChoose(value)} />
      {say(label)}
    </label>
  ));
}
