import { Undo2 } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import { PanelSection } from '../panels/PanelSection.tsx';
import { PlacementFields } from './PlacementFields.tsx';
import { ReferenceSources } from './ReferenceSources.tsx';
import './reference.css';

/** The picture to pose after: from where it comes, and where it stands. */
export function ReferencePanel(): React.JSX.Element {
  const { stores, actions } = useServices();
  const { image, former, busy, problem } = useStore(stores.reference);
  const size = image && `${image.width} × ${image.height}`;
  return (
    <PanelSection title={say`Reference picture`} aside={size}>
      {!image && (
        <p className="hint">{say`Lies below the figure to pose after. The model does not see it.`}</p>
      )}
      <ReferenceSources />
      <p className="panel-status" role="status">
        {busy && say`Reading the picture…`}
      </p>
      {problem !== '' && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      {former && (
        <Button
          className="small"
          icon={<Undo2 size={16} />}
          onClick={() => void actions.reference.bringBack()}
        >
          {image ? say`Bring the picture before back` : say`Bring the removed picture back`}
        </Button>
      )}
      {image && <PlacementFields image={image} />}
    </PanelSection>
  );
}
