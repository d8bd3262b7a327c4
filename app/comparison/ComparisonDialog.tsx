import { Grid3x3 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { opensDialog, PageDialog } from '../ui/PageDialog.tsx';
import './comparison.css';
import { say } from '../words/say.ts';

/** The table of pictures and what it is made of. */
export const comparisonPart = lazyPart(async () => (await import('./Comparison.tsx')).Comparison);

/** The same pose and seed over a grid of two parameters. */
export function ComparisonDialog(): React.JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Grid3x3 size={18} />} {...opensDialog(open, () => setOpen(true))}>
        {say`Compare settings`}
      </Button>
      <PageDialog
        open={open}
        title={say`Compare settings`}
        hint={say`One picture for every pair of values, with the same pose and the same seed.`}
        onClose={() => setOpen(false)}
      >
        <comparisonPart.Part />
      </PageDialog>
    </>
  );
}
