import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { activeModel, checkerOf, isComplete } from '../state/models.ts';
import { Switch } from '../ui/Switch.tsx';
import { say } from '../words/say.ts';
import { EntryCard } from './EntryCard.tsx';

/** The safety checker: where it is, and whether it looks at pictures. */
export function SafetySection(): React.JSX.Element | null {
  const { stores } = useServices();
  const state = useStore(stores.models);
  const wanted = useStore(stores.settings, ({ safetyCheck }) => safetyCheck);
  const onlySafe = useStore(stores.embed, (embed) => embed.onlySafe);
  const entry = checkerOf(state);
  if (!entry) return null;
  const stored = isComplete(state, entry.id);
  return (
    <section className="models-section" aria-labelledby="safety-title">
      <h3 id="safety-title">{say`Safety`}</h3>
      <ul className="entries">
        <EntryCard entry={entry} own={false} />
      </ul>
      {onlySafe ? (
        <p className="hint">
          {say`The page around wants checked pictures alone. Without the checker all pictures of downloaded models stay blurred.`}
        </p>
      ) : (
        stored && (
          <Switch checked={wanted} onChange={(safetyCheck) => stores.settings.setState({ safetyCheck })}>
            {say`Check every finished picture`}
          </Switch>
        )
      )}
      {activeModel(state).builtIn && (
        <p className="hint">{say`The built-in model draws harmless figures only: its pictures are not checked.`}</p>
      )}
      <p className="hint">
        {say`Previews while a picture forms are not checked. Services check for themselves, where they can.`}
      </p>
    </section>
  );
}
