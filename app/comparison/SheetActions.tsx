import { Download } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { veil } from '../../core/image/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import { plainPng } from '../file-formats/picture-file.ts';
import { isHidden } from '../safety/store.ts';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { downloadBlob } from '../ui/download.ts';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import { drawSheet } from './sheet.ts';

interface SheetSaving {
  readonly busy: boolean;
  /** Why the last sheet could not be saved; empty where it was. */
  readonly problem: string;
  readonly save: () => Promise<void>;
}

/** Saves all pictures that are there as one. */
export function useSheetSaving(): SheetSaving {
  const { stores } = useServices();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  async function save(): Promise<void> {
    const { grid, pictures } = stores.comparison.getState();
    if (!grid) return;
    const safety = stores.safety.getState();
    const seen = pictures.map((picture) => (isHidden(picture, safety) ? veil(picture) : picture));
    setBusy(true);
    setProblem('');
    try {
      const bytes = await plainPng(drawSheet(grid, seen));
      downloadBlob(new Blob([bytes], { type: 'image/png' }), 'armature-comparison.png');
    } catch (error) {
      setProblem(failureSaid(failureFrom(error, 'internal')));
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, save };
}

/** Keeps what is there, and tells how much that is. */
export function SheetActions({ saving }: { readonly saving: SheetSaving }): React.JSX.Element {
  const { stores } = useServices();
  const { grid, pictures } = useStore(stores.comparison);
  return (
    <>
      <Button
        icon={<Download size={18} />}
        disabled={!grid || pictures.length === 0}
        resting={saving.busy}
        onClick={() => void saving.save()}
      >
        {say`Save sheet`}
      </Button>
      <p className="hint" role="status">
        {grid && say`${pictures.length} of ${grid.requests.length} pictures`}
      </p>
    </>
  );
}
