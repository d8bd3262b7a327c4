import { SlidersHorizontal, X } from 'lucide-react';
import { figuresInWords } from '../actions/figure/editing.ts';
import { useServices } from '../services.ts';
import { type FileRecipe, type ImportedPose, type IntakeState, openedIn } from '../state/intake.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { NumberInput } from '../ui/fields.tsx';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import { recipeWords } from './words.ts';

/** What there is to tell. */
export interface IntakeNoticeProps extends Pick<IntakeState, 'imported' | 'failures'> {
  /** Pictures that tell how they were made, and wait for nothing else. */
  readonly told: readonly FileRecipe[];
}

/** Tells what was read from files and lets it be changed, or why nothing was. */
export function IntakeNotice({ imported, told, failures }: IntakeNoticeProps): React.JSX.Element {
  const { actions } = useServices();
  return (
    <section className="intake-notice" aria-label={say`Opened files`}>
      <div className="intake-words">
        {imported && <ImportWords imported={imported} />}
        {told.map((which, index) => (
          <RecipeWords key={index} which={which} />
        ))}
        {failures.length > 0 && (
          <div role="alert">
            {failures.map((failure, index) => (
              <p key={index} className="field-error">
                {failureSaid(failure)}
              </p>
            ))}
          </div>
        )}
      </div>
      <IconButton label={say`Dismiss`} icon={<X size={18} />} onClick={() => actions.intake.dismiss()} />
      {imported && <ImportChoices imported={imported} />}
    </section>
  );
}

/** How a picture was made, with the way to make others like it. */
function RecipeWords({ which }: { readonly which: FileRecipe }): React.JSX.Element {
  const { actions } = useServices();
  const { file, recipe, used } = which;
  const notes = [...recipe.notes, ...(used ?? [])];
  return (
    <div className="intake-recipe">
      <p role="status">
        <strong>{file.name}</strong>
      </p>
      <p className="hint">
        {used ? say`Its settings are in the form.` : recipeWords(recipe)}{' '}
        {notes.map((note) => say(note)).join(' ')}
      </p>
      {!used && (
        <Button icon={<SlidersHorizontal size={16} />} onClick={() => void actions.intake.useRecipe(which)}>
          {say`Use its settings`}
        </Button>
      )}
    </div>
  );
}

function ImportWords({ imported }: { readonly imported: ImportedPose }): React.JSX.Element {
  const { name, reading, mode, before } = imported;
  const { people } = openedIn(imported);
  const how = before.people.length === 0 ? 'new' : mode;
  return (
    <div role="status">
      <p>
        <strong>{name}</strong>
      </p>
      <p className="hint">
        {importWords(say(reading.found), figuresInWords(people), how)}{' '}
        {reading.notes.map((note) => say(note)).join(' ')}
      </p>
    </div>
  );
}

function importWords(found: string, figures: string, how: 'new' | ImportedPose['mode']): string {
  if (how === 'new') return say`${found}: ${figures}.`;
  return how === 'add'
    ? say`${found}: ${figures}, added.`
    : say`${found}: ${figures}, in place of the figure before.`;
}

function ImportChoices({ imported }: { readonly imported: ImportedPose }): React.JSX.Element {
  const { actions } = useServices();
  const { intake } = actions;
  const { reading, frame, mode, before } = imported;
  const count = reading.frames.length;
  return (
    <div className="intake-choices">
      {count > 1 && (
        <label className="intake-frame">
          {say`Frame`}
          <NumberInput
            label={say`Frame, 1 to ${count}`}
            range={{ min: 1, max: count, step: 1 }}
            value={frame + 1}
            onChange={(number) => intake.setFrame(Math.round(number) - 1)}
          />
          {say`of ${count}`}
        </label>
      )}
      {before.people.length > 0 && (
        <Button onClick={() => intake.setMode(mode === 'add' ? 'replace' : 'add')}>
          {mode === 'add' ? say`Replace instead` : say`Add instead`}
        </Button>
      )}
      <CanvasButton imported={imported} />
      <Button onClick={() => intake.undoImport()}>{say`Undo`}</Button>
    </div>
  );
}

/** Changes between the canvas of the file and the one that was there before. */
function CanvasButton({ imported }: { readonly imported: ImportedPose }): React.JSX.Element | null {
  const { actions } = useServices();
  const { mode, canvas, before } = imported;
  const opened = openedIn(imported);
  const isSame = opened.width === before.width && opened.height === before.height;
  if (mode === 'add' || isSame) return null;
  const [other, { width, height }] =
    canvas === 'opened' ? (['before', before] as const) : (['opened', opened] as const);
  return (
    <Button onClick={() => actions.intake.setCanvas(other)}>{say`Canvas of ${width} × ${height}`}</Button>
  );
}
