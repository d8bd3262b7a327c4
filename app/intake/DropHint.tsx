import { FileDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useServices } from '../services.ts';
import { say } from '../words/say.ts';

/** Takes in files that are dropped anywhere on the page or pasted, and says so while they hover over it. */
export function DropHint(): React.JSX.Element | null {
  const { actions } = useServices();
  const [hovering, setHovering] = useState(false);
  const { takeFiles } = actions.intake;
  useEffect(() => {
    const end = new AbortController();
    listenForDrops({ signal: end.signal, onHover: setHovering, onFiles: (files) => void takeFiles(files) });
    listenForPastes(end.signal, (files) => void takeFiles(files));
    return () => end.abort();
  }, [takeFiles]);
  if (!hovering) return null;
  return (
    <div className="drop-hint" aria-hidden>
      <div>
        <FileDown size={32} strokeWidth={1.5} />
        <p>{say`Drop to open`}</p>
        <p className="drop-kinds">{say`Pose JSON, skeleton pictures, pictures, .safetensors models`}</p>
      </div>
    </div>
  );
}

interface DropListening {
  readonly signal: AbortSignal;
  readonly onHover: (hovering: boolean) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

function listenForDrops({ signal, onHover, onFiles }: DropListening): void {
  const listen = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', hear: (event: DragEvent) => void) =>
    window.addEventListener(
      type,
      (event) => {
        if (event.dataTransfer?.types.includes('Files')) hear(event);
      },
      { signal },
    );
  const hover = (event: DragEvent): void => {
    // Without this the browser would open the file in the place of the page.
    event.preventDefault();
    onHover(true);
  };
  listen('dragenter', hover);
  listen('dragover', hover);
  listen('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) onHover(false);
  });
  listen('drop', (event) => {
    event.preventDefault();
    onHover(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) onFiles(files);
  });
}

/** Pasted pictures and files; text is the editor's, and a field that has the focus keeps what it gets. */
function listenForPastes(signal: AbortSignal, onFiles: (files: readonly File[]) => void): void {
  window.addEventListener(
    'paste',
    (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      const inField =
        event.target instanceof Element && event.target.closest('input, textarea, [role=dialog]');
      if (files.length === 0 || inField || event.defaultPrevented) return;
      event.preventDefault();
      onFiles(files);
    },
    { signal },
  );
}
