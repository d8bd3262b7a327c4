import { useId, useState } from 'react';
import { useStore } from 'zustand';
import { spentOn } from '../../../core/remote/index.ts';
import { useServices } from '../../services.ts';
import { Switch } from '../../ui/Switch.tsx';
import { say } from '../../words/say.ts';
import { dayOf } from '../back-ends/accounts.ts';
import { dollarWords } from '../words.ts';

/** What may be spent, and what services are asked beside the picture. */
export function SpendingFields(): React.JSX.Element {
  const { stores } = useServices();
  const { enhancePrompt, safetyChecker, mustFilter } = useStore(stores.remote);
  const set = stores.remote.setState;
  return (
    <section className="backends-section" aria-labelledby="backends-spending">
      <h3 id="backends-spending">{say`Limits and wishes`}</h3>
      <BudgetField />
      <Switch checked={enhancePrompt} onChange={(on) => set({ enhancePrompt: on })}>
        {say`Let services enhance the prompt`}
      </Switch>
      {mustFilter ? (
        <p>{say`Services filter out unsafe pictures: the page around asks for it.`}</p>
      ) : (
        <Switch checked={safetyChecker} onChange={(on) => set({ safetyChecker: on })}>
          {say`Let services filter out unsafe pictures`}
        </Switch>
      )}
      <p className="hint">{say`Both are passed on to services that can; the others know nothing of it.`}</p>
    </section>
  );
}

/** Dollars a day; an empty field is no limit. */
function BudgetField(): React.JSX.Element {
  const { stores } = useServices();
  const limit = useStore(stores.remote, ({ dollarsPerDay }) => dollarsPerDay);
  const spent = useStore(stores.remote, (state) => state.spent);
  const [draft, setDraft] = useState<string>();
  const id = useId();
  const today = spentOn(spent, dayOf(new Date()));
  const bad = draft !== undefined && readLimit(draft) === undefined;
  function take(text: string): void {
    setDraft(text);
    const read = readLimit(text);
    // An empty field is no limit, but not while another one is typed.
    if (typeof read === 'number') stores.remote.setState({ dollarsPerDay: read });
  }
  function leave(): void {
    if (bad) return;
    if (draft?.trim() === '') stores.remote.setState({ dollarsPerDay: null });
    setDraft(undefined);
  }
  return (
    <div className="field">
      <label htmlFor={id}>{say`Most to spend in a day, in dollars`}</label>
      <input
        id={id}
        className="backends-budget"
        type="text"
        inputMode="decimal"
        placeholder={say`No limit`}
        value={draft ?? limit ?? ''}
        aria-invalid={bad}
        aria-describedby={`${id}-hint`}
        onChange={(event) => take(event.currentTarget.value)}
        onBlur={leave}
      />
      <p id={`${id}-hint`} className={bad ? 'field-error' : 'hint'} role="status">
        {bad
          ? say`That is no sum of money. ${limitWords(limit)}`
          : say`Spent by this page today: ${dollarWords(today)}. ${limitWords(limit)}`}
      </p>
    </div>
  );
}

function limitWords(limit: number | null): string {
  return limit === null
    ? say`There is no limit: give one to be safe.`
    : say`Nothing is sent that would pass ${dollarWords(limit)}.`;
}

/** Null for no limit, undefined for what is no sum. */
function readLimit(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return /^\d+(?:[.,]\d+)?$/.test(trimmed) ? Number(trimmed.replace(',', '.')) : undefined;
}
