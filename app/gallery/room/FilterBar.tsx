import { Search, Star, Upload } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { FileInput } from '../../ui/FileInput.tsx';
import { say } from '../../words/say.ts';
import { facetsOf, type GalleryFilter, PERIODS } from '../filter.ts';
import { useDesk } from './desk-context.ts';

interface FilterBarProps {
  readonly filter: GalleryFilter;
  readonly onChange: (filter: GalleryFilter) => void;
}

/** What is looked for, and the way in for files. */
export function FilterBar({ filter, onChange }: FilterBarProps): React.JSX.Element {
  const { stores } = useServices();
  const items = useStore(stores.gallery, (state) => state.items);
  const { models, drawers } = useMemo(() => facetsOf(items.values()), [items]);
  const set = (part: Partial<GalleryFilter>): void => onChange({ ...filter, ...part });
  return (
    <div className="gallery-bar" role="search">
      <label className="gallery-search">
        <Search size={16} aria-hidden />
        <span className="visually-hidden">{say`Search pictures`}</span>
        <input
          type="search"
          placeholder={say`Search: words of the prompt, a model, a seed`}
          value={filter.words}
          onChange={(event) => set({ words: event.currentTarget.value })}
        />
      </label>
      <Choice
        label={say`Model`}
        all={say`Every model`}
        names={models}
        value={filter.model}
        onChange={(model) => set({ model })}
      />
      <Choice
        label={say`Made on`}
        all={say`Made anywhere`}
        names={drawers}
        value={filter.drawer}
        onChange={(drawer) => set({ drawer })}
      />
      <PeriodChoice filter={filter} set={set} />
      <Button
        className="toggle"
        icon={<Star size={16} fill={filter.favourites ? 'currentColor' : 'none'} />}
        aria-pressed={filter.favourites}
        onClick={() => set({ favourites: !filter.favourites })}
      >
        <span className="narrow-hidden">{say`Favourites`}</span>
      </Button>
      <ImportButton />
    </div>
  );
}

interface PeriodProps {
  readonly filter: GalleryFilter;
  readonly set: (part: Partial<GalleryFilter>) => void;
}

/** How far back, or between which days. */
function PeriodChoice({ filter: { period, from, to }, set }: PeriodProps): React.JSX.Element {
  return (
    <>
      <select
        className="gallery-choice"
        aria-label={say`Made when`}
        value={period}
        onChange={(event) => {
          const chosen = PERIODS.find(({ value }) => value === event.currentTarget.value);
          if (chosen) set({ period: chosen.value });
        }}
      >
        {PERIODS.map(({ value, label }) => (
          <option key={value} value={value}>
            {say(label)}
          </option>
        ))}
      </select>
      {period === 'days' && (
        <div className="gallery-days">
          <DayField label={say`First day`} value={from} max={to} onChange={(day) => set({ from: day })} />
          <span aria-hidden>–</span>
          <DayField label={say`Last day`} value={to} min={from} onChange={(day) => set({ to: day })} />
        </div>
      )}
    </>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly min?: string;
  readonly max?: string;
  readonly onChange: (day: string) => void;
}

function DayField({ label, onChange, ...bounds }: DayProps): React.JSX.Element {
  return (
    <input
      type="date"
      className="gallery-choice"
      aria-label={label}
      title={label}
      {...bounds}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface ChoiceProps {
  readonly label: string;
  /** What stands for no choice. */
  readonly all: string;
  readonly names: readonly string[];
  readonly value: string;
  readonly onChange: (name: string) => void;
}

function Choice({ label, all, names, value, onChange }: ChoiceProps): React.JSX.Element | null {
  // With one there is nothing to choose.
  if (names.length < 2 && value === '') return null;
  return (
    <select
      className="gallery-choice"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      <option value="">{all}</option>
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}

function ImportButton(): React.JSX.Element {
  const desk = useDesk();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={<Upload size={16} />} onClick={() => input.current?.click()}>
        <span className="narrow-hidden">{say`Import`}</span>
      </Button>
      <FileInput
        ref={input}
        label={say`Pictures to import`}
        accept="image/png,.zip,application/zip"
        multiple
        onFiles={(files) => void desk.importFiles(files)}
      />
    </>
  );
}
