import { Download, Trash2 } from 'lucide-react';
import { failureFrom } from '../../../core/result/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { downloadBlob } from '../../ui/download.ts';
import { messageSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import { useDesk } from './desk-context.ts';

/** What can still be done with a picture whose note cannot be read: its file is there all the same. */
export function BrokenActions({ id }: { readonly id: string }): React.JSX.Element {
  const { stores } = useServices();
  const desk = useDesk();
  async function save(): Promise<void> {
    try {
      downloadBlob(await desk.file(id), `armature-${id.slice(0, 8)}.png`);
    } catch (error) {
      const message = messageSaid(failureFrom(error, 'storage'));
      stores.gallery.setState({ problems: [message] });
    }
  }
  return (
    <div className="picture-buttons">
      <Button icon={<Download size={16} />} onClick={() => void save()}>
        {say`Save the file`}
      </Button>
      <Button icon={<Trash2 size={16} />} onClick={() => void desk.remove([id])}>
        {say`Delete`}
      </Button>
    </div>
  );
}
