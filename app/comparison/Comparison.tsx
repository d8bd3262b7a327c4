import { Download, Play, X } from 'lucide-react';
import { useStore } from 'zustand';
import { veil } from '../../core/image/index.ts';
import {
  AXES,
  AXIS_NAMES,
  type AxisChoice,
  type AxisName,
  type Grid,
  type SeededRequest,
} from '../../core/request/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { allowanceOf } from '../actions/generating/allowance.ts';
import { plainPng } from '../file-formats/picture-file.ts';
import { RowStart } from '../remote/panel/RowStart.tsx';
import { ShownPicture } from '../safety/ShownPicture.tsx';
import { isHidden } from '../safety/store.ts';
import { type Services, useServices } from '../services.ts';
import { isBusy } from '../state/job.ts';
import { Button } from '../ui/Button.tsx';
import { downloadBlob } from '../ui/download.ts';
import { SelectField } from '../ui/fields.tsx';
import { LineField } from '../ui/line-fields.tsx';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import { compare, comparisonOf } from './compare.ts';
import { drawSheet } from './sheet.ts';

const AXIS_OPTIONS = AXIS_NAMES.map((value) => ({ value, label: AXES[value].label }));
const ROW_OPTIONS = [{ value: 'none', label: words`None` } as const, ...AXIS_OPTIONS];

/** What is compared, and the pictures. */
export function Comparison(): React.JSX.Element {
  const services = useServices();
  const { stores, actions } = services;
  const { x, y, grid, problem } = useStore(stores.comparison);
  const busy = useStore(stores.job, isBusy);
  const set = stores.comparison.setState;
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
          <SheetActions />
        </div>
      ) : (
        <RowStart
          words={say`Make the pictures`}
          kind="primary"
          icon={<Play size={18} />}
          requests={cells}
          onStart={(dollars) => void compare(services, allowanceOf(dollars))}
        >
          <SheetActions />
        </RowStart>
      )}
      {problem !== '' && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {grid && <Sheet grid={grid} />}
    </>
  );
}

function cells({ stores, actions }: Services): readonly SeededRequest[] {
  return comparisonOf(actions.generate.currentRequest(), stores.comparison.getState()).requests;
}

/** Keeps what is there, and tells how much that is. */
function SheetActions(): React.JSX.Element {
  const { stores } = useServices();
  const { grid, pictures } = useStore(stores.comparison);
  async function save(of: Grid): Promise<void> {
    const safety = stores.safety.getState();
    const seen = pictures.map((picture) => (isHidden(picture, safety) ? veil(picture) : picture));
    try {
      const bytes = await plainPng(drawSheet(of, seen));
      downloadBlob(new Blob([bytes], { type: 'image/png' }), 'armature-comparison.png');
    } catch (error) {
      const told = failureSaid(failureFrom(error, 'internal'));
      stores.comparison.setState({ problem: told });
    }
  }
  return (
    <>
      <Button
        icon={<Download size={18} />}
        disabled={!grid || pictures.length === 0}
        onClick={() => grid && void save(grid)}
      >
        {say`Save sheet`}
      </Button>
      <p className="hint" role="status">
        {grid && say`${pictures.length} of ${grid.requests.length} pictures`}
      </p>
    </>
  );
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
