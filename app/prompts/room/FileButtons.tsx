import { Download, Upload } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../ui/Button.tsx';
import { downloadBlob } from '../../ui/download.ts';
import { FileInput } from '../../ui/FileInput.tsx';
import { say } from '../../words/say.ts';
import type { FileReading, PromptDesk } from '../desk.ts';
import { rowsJson, type NamedWords } from '../files/read-rows.ts';

interface ImportButtonProps {
  readonly desk: PromptDesk;
  /** What the browser offers. */
  readonly accept: string;
  readonly read: (files: readonly File[]) => Promise<FileReading>;
}

/** Adds what files have. */
export function ImportButton({ desk, accept, read }: ImportButtonProps): React.JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button className="small" icon={<Upload size={16} />} onClick={() => input.current?.click()}>
        {say`Import`}
      </Button>
      <FileInput
        ref={input}
        label={say`Import`}
        accept={accept}
        multiple
        onFiles={(files) => void read(files).then((reading) => desk.add(reading))}
      />
    </>
  );
}

interface ExportButtonProps {
  readonly rows: readonly NamedWords[];
  /** Of the file, without its ending. */
  readonly name: string;
}

/** Writes rows to a file. */
export function ExportButton({ rows, name }: ExportButtonProps): React.JSX.Element {
  return (
    <Button
      className="small"
      icon={<Download size={16} />}
      disabled={rows.length === 0}
      onClick={() => downloadBlob(new Blob([rowsJson(rows)], { type: 'application/json' }), `${name}.json`)}
    >
      {say`Export`}
    </Button>
  );
}
