import { Menu } from '@base-ui/react/menu';
import { Download } from 'lucide-react';
import { failureFrom } from '../../../core/result/index.ts';
import { words, type Words } from '../../../core/words/index.ts';
import { plainPng } from '../../file-formats/picture-file.ts';
import { downloadBlob } from '../../ui/download.ts';
import { failureSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import { useScene } from './scene/context.ts';
import { drawMap, type MapKind } from './view/maps.ts';

const MAPS: readonly (readonly [kind: MapKind, label: Words])[] = [
  ['depth', words`Depth`],
  ['normal', words`Normal`],
  ['edges', words`Edges`],
];

interface SaveMapMenuProps {
  /** Told what went wrong, and with nothing when all went well. */
  readonly onNotice: (notice: string) => void;
}

/** Saves what the camera sees of the people as a picture for other ControlNets. */
export function SaveMapMenu({ onNotice }: SaveMapMenuProps): React.JSX.Element {
  const { store, canvas } = useScene();

  async function save(kind: MapKind): Promise<void> {
    try {
      const png = await plainPng(drawMap(kind, store.getState(), canvas));
      downloadBlob(new Blob([png], { type: 'image/png' }), `armature-${kind}.png`);
      onNotice('');
    } catch (error) {
      const told = failureSaid(failureFrom(error, 'internal'));
      onNotice(told);
    }
  }

  return (
    <Menu.Root>
      <Menu.Trigger
        className="button three-save"
        aria-label={say`Save a map`}
        title={say`Save a map for another ControlNet`}
      >
        <Download size={18} />
        <span className="three-wide">{say`Save a map`}</span>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="menu-positioner three-above" sideOffset={6} align="end">
          <Menu.Popup className="popup menu">
            {MAPS.map(([kind, label]) => (
              <Menu.Item key={kind} className="menu-item" onClick={() => void save(kind)}>
                {say(label)}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
