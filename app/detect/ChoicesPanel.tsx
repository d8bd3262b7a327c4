import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { SliderField } from '../ui/fields.tsx';
import { say } from '../words/say.ts';
import { DetectorField } from './DetectorField.tsx';
import { peopleShown } from './take-over.ts';

const THRESHOLD = { min: 0.1, max: 0.95, step: 0.05 };
const PEOPLE = { min: 1, max: 20, step: 1 };

/** How people are looked for, and how they come to the canvas. */
export function ChoicesPanel(): React.JSX.Element {
  const { stores, actions } = useServices();
  const state = useStore(stores.detect);
  const set = stores.detect.setState;
  return (
    <div className="detect-choices">
      <DetectorField />
      <SliderField
        label={say`Points are sure from`}
        range={THRESHOLD}
        value={state.threshold}
        onChange={(threshold) => set({ threshold })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={state.dropUnsure}
          onChange={(event) => set({ dropUnsure: event.currentTarget.checked })}
        />
        {say`Leave out the others, shown hollow`}
      </label>
      <SliderField
        label={say`People at the most`}
        range={PEOPLE}
        value={state.maxPeople}
        onChange={(count) => actions.detect.setMaxPeople(Math.round(count))}
      />
      <CanvasChoice />
      <label className="check">
        <input
          type="checkbox"
          checked={state.asReference}
          onChange={(event) => set({ asReference: event.currentTarget.checked })}
        />
        {say`Lay the picture below, to pose by`}
      </label>
      <TakeButtons />
    </div>
  );
}

function CanvasChoice(): React.JSX.Element {
  const { stores } = useServices();
  const canvas = useStore(stores.detect, (detect) => detect.canvas);
  const { width, height } = useStore(stores.figure, ({ pose }) => pose);
  return (
    <fieldset className="detect-canvas">
      <legend className="field-label">{say`Canvas`}</legend>
      <label className="check">
        <input
          type="radio"
          name="detect-canvas"
          checked={canvas === 'keep'}
          onChange={() => stores.detect.setState({ canvas: 'keep' })}
        />
        {say`Keep ${width} × ${height}`}
      </label>
      <label className="check">
        <input
          type="radio"
          name="detect-canvas"
          checked={canvas === 'picture'}
          onChange={() => stores.detect.setState({ canvas: 'picture' })}
        />
        {say`Take the picture’s aspect`}
      </label>
    </fieldset>
  );
}

function TakeButtons(): React.JSX.Element {
  const { stores, actions } = useServices();
  const state = useStore(stores.detect);
  const isEmpty = useStore(stores.figure, ({ pose }) => pose.people.length === 0);
  const { seen, frame } = state;
  const nobody = !seen || seen.frame !== frame || peopleShown(seen, state).length === 0;
  return (
    <div className="detect-take">
      <Button kind="primary" disabled={nobody} onClick={() => actions.detect.takeOver('replace')}>
        {isEmpty ? say`Use the pose` : say`Replace the pose`}
      </Button>
      {!isEmpty && (
        <Button disabled={nobody} onClick={() => actions.detect.takeOver('add')}>
          {say`Add people`}
        </Button>
      )}
    </div>
  );
}
