import { Menu } from '@base-ui/react/menu';
import { Download } from 'lucide-react';
import { encodePng } from '../../../core/png/index.ts';
import { failureFrom } from '../../../core/result/index.ts';
import { downloadBlob } from '../../ui/download.ts';
import { useScene } from './scene/context.ts';
import { drawMap, type MapKind } from './view/maps.ts';

const MAPS: readonly (readonly [kind: MapKind, label: string])[] = [
  ['depth', 'Depth'],
  ['normal', 'Normal'],
  ['edges', 'Edges'],
];

interface SaveMapMenuProps {
  /** Told what went wrong, and with nothing when all went well. */
  readonly onNotice: (notice: string) => void;
}

/** Saves what the camera sees of the people as a picture for other ControlNets. */
export function SaveMapMenu({ onNotice }: SaveMapMenuProps): React.JSX.Element {
  const { store, canvas } = useScene();

  function save(kind: MapKind): void {
    try {
      const png = encodePng(drawMap(kind, store.getState(), canvas));
      downloadBlob(new Blob([png], { type: 'image/png' }), `armature-${kind}.png`);
      onNotice('');
    } catch (error) {
      const { message, next = '' } = failureFrom(error, 'internal');
      onNotice(`${message} ${next}`);
    }
  }

  return (
    <Menu.Root>
      <Menu.Trigger
        className="button three-save"
        aria-label="Save a map"
        title="Save a map for another ControlNet"
      >
        <Download size={18} />
        <span className="three-wide">Save a map</span>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="menu-positioner three-above" sideOffset={6} align="end">
          <Menu.Popup className="popup menu">
            {MAPS.map(([kind, label]) => (
              <Menu.Item key={kind} className="menu-item" onClick={() => save(kind)}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
