import { Play, X } from 'lucide-react';
import { useStore } from 'zustand';
import {
  AXES,
  AXIS_NAMES,
  type AxisChoice,
  type AxisName,
  type Grid,
  type SeededRequest,
} from '../../core/request/index.ts';
import { words } from '../../core/words/index.ts';
import { allowanceOf } from '../actions/generating/allowance.ts';
import { RowStart } from '../remote/panel/RowStart.tsx';
import { ShownPicture } from '../safety/ShownPicture.tsx';
import { type Services, useServices } from '../services.ts';
import { isBusy } from '../state/job.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/fields.tsx';
import { LineField } from '../ui/line-fields.tsx';
import { say } from '../words/say.ts';
import { compare, comparisonOf } from './compare.ts';
import { SheetActions, useSheetSaving } from './SheetActions.tsx';

const AXIS_OPTIONS = AXIS_NAMES.map((value) => ({ value, label: AXES[value].label }));
const ROW_OPTIONS = [{ value: 'none', label: words`None` } as const, ...AXIS_OPTIONS];

/** What is compared, and the pictures. */
export function Comparison(): React.JSX.Element {
  const services = useServices();
  const { stores, actions } = services;
  const { x, y, grid, problem } = useStore(stores.comparison);
  const busy = useStore(stores.job, isBusy);
  const set = stores.comparison.setState;
  const saving = useSheetSaving();
  const told = [problem, saving.problem].filter((part) => part !== '').join(' ');
  return (
    <>
      <div className="axes">
        <SelectField
          label={say`Columns`}
          options={AXIS_OPTIONS}
          value={x.axis}
          onChange={(axis) => set({ x: startOf(axis) })}
        />
        <AxisText choice={x} label={say`Values of the columns`} onChange={(choice) => set({ x: choice })} />
        <SelectField
          label={say`Rows`}
          options={ROW_OPTIONS}
          value={y?.axis ?? 'none'}
          onChange={(axis) => set({ y: axis === 'none' ? undefined : startOf(axis) })}
        />
        {y && (
          <AxisText choice={y} label={say`Values of the rows`} onChange={(choice) => set({ y: choice })} />
        )}
      </div>
      {busy ? (
        <div className="picture-actions">
          <Button icon={<X size={18} />} onClick={() => actions.generate.cancel()}>
            {say`Cancel`}
          </Button>
          <SheetActions saving={saving} />
        </div>
      ) : (
        <RowStart
          words={say`Make the pictures`}
          kind="primary"
          icon={<Play size={18} />}
          requests={cells}
          onStart={(dollars) => void compare(services, allowanceOf(dollars))}
        >
          <SheetActions saving={saving} />
        </RowStart>
      )}
      {told !== '' && (
        <p className="field-error" role="alert">
          {told}
        </p>
      )}
      {grid && <Sheet grid={grid} />}
    </>
  );
}

function cells({ stores, actions }: Services): readonly SeededRequest[] {
  const request = actions.remote.sent(actions.generate.currentRequest());
  return comparisonOf(request, stores.comparison.getState()).requests;
}

function startOf(axis: AxisName): AxisChoice {
  return { axis, text: AXES[axis].example };
}

interface AxisTextProps {
  readonly choice: AxisChoice;
  readonly label: string;
  readonly onChange: (choice: AxisChoice) => void;
}

function AxisText({ choice, label, onChange }: AxisTextProps): React.JSX.Element {
  const { hint } = AXES[choice.axis];
  return (
    <LineField
      label={label}
      hint={say(hint)}
      value={choice.text}
      onChange={(text) => onChange({ ...choice, text })}
    />
  );
}

function Sheet({ grid: { columns, rows } }: { readonly grid: Grid }): React.JSX.Element {
  const { stores } = useServices();
  const pictures = useStore(stores.comparison, (state) => state.pictures);
  return (
    <div className="sheet" role="region" aria-label={say`Pictures`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {rows.length > 1 && <td />}
            {columns.map((label, i) => (
              <th key={i} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            <tr key={r}>
              {rows.length > 1 && <th scope="row">{row}</th>}
              {columns.map((column, c) => {
                const picture = pictures[r * columns.length + c];
                return (
                  <td key={c} className="sheet-cell">
                    {picture && (
                      <ShownPicture
                        image={picture}
                        label={[column, row].filter((part) => part !== '').join(', ')}
                      />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
