import { Download, FolderOpen, Plus, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { collectionJsonFrom } from '../../core/pose/index.ts';
import { counted } from '../../core/words/index.ts';
import { useServices } from '../services.ts';
import type { SavedPose } from '../state/poses.ts';
import { Button } from '../ui/Button.tsx';
import { downloadBlob } from '../ui/download.ts';
import { FileInput } from '../ui/FileInput.tsx';
import { say } from '../words/say.ts';
import { NameForm } from './NameForm.tsx';

/** Saving, importing and exporting of the person's own poses. */
export function OwnPoses({ shown }: { readonly shown: readonly SavedPose[] }): React.JSX.Element {
  const [saving, setSaving] = useState(false);
  if (saving) return <SaveForm onDone={() => setSaving(false)} />;
  return (
    <div className="own-bar">
      <Button icon={<Plus size={16} />} kind="primary" onClick={() => setSaving(true)}>
        {say`Save this pose`}
      </Button>
      <ImportButton label={say`Import files`} icon={<Upload size={16} />} />
      <ImportButton label={say`Import a folder`} icon={<FolderOpen size={16} />} folder />
      <Button
        icon={<Download size={16} />}
        disabled={shown.length === 0}
        onClick={() => saveCollection(shown)}
      >
        {exportWords(shown.length)}
      </Button>
    </div>
  );
}

function exportWords(count: number): string {
  if (count === 0) return say`Export`;
  return say`${counted(count, { one: 'Export # pose', other: 'Export # poses' })}`;
}

/** Hands poses as one file to the browser's downloads. */
export function saveCollection(poses: readonly SavedPose[], name = 'armature-poses'): void {
  downloadBlob(new Blob([collectionJsonFrom(poses)], { type: 'application/json' }), `${name}.json`);
}

function SaveForm({ onDone }: { readonly onDone: () => void }): React.JSX.Element {
  const { stores, actions } = useServices();
  const people = useStore(stores.figure, ({ pose }) => pose.people.length);
  const person = useStore(stores.figure, ({ selection }) => selection.people[0] ?? 0);
  const [who, setWho] = useState<'everyone' | 'selected'>('everyone');
  return (
    <NameForm
      label={say`Save this pose`}
      initial={{ name: '', category: 'standing' }}
      submit={say`Save`}
      onCancel={onDone}
      onSubmit={(name) => {
        void actions.poses.save(name, who);
        onDone();
      }}
    >
      {people > 1 && (
        <fieldset className="segments">
          <legend className="visually-hidden">{say`Who is saved`}</legend>
          <label className="segment">
            <input type="radio" name="who" checked={who === 'everyone'} onChange={() => setWho('everyone')} />
            {say`All ${people} people`}
          </label>
          <label className="segment">
            <input type="radio" name="who" checked={who === 'selected'} onChange={() => setWho('selected')} />
            {say`Person ${person + 1} only`}
          </label>
        </fieldset>
      )}
    </NameForm>
  );
}

interface ImportButtonProps {
  readonly label: string;
  readonly icon: React.ReactNode;
  readonly folder?: boolean;
}

function ImportButton({ label, icon, folder = false }: ImportButtonProps): React.JSX.Element {
  const { actions } = useServices();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={icon} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <FileInput
        ref={input}
        label={label}
        folder={folder}
        accept={folder ? undefined : '.json,application/json'}
        multiple
        onFiles={(files) => {
          // A folder brings pictures and other things along.
          const poses = folder ? files.filter(({ name }) => /\.json$/i.test(name)) : files;
          void actions.poses.importFiles(poses);
        }}
      />
    </>
  );
}
