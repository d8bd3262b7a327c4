import { FileDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useServices } from '../services.ts';

/** Takes in model files that are dropped anywhere on the page, and says so while they hover over it. */
export function DropTarget(): React.JSX.Element | null {
  const { stores, actions } = useServices();
  const [hovering, setHovering] = useState(false);
  const { library } = actions;
  const { models } = stores;
  useEffect(() => {
    const end = new AbortController();
    const listen = (
      type: 'dragenter' | 'dragover' | 'dragleave' | 'drop',
      hear: (event: DragEvent) => void,
    ) =>
      window.addEventListener(
        type,
        (event) => {
          if (event.dataTransfer?.types.includes('Files')) hear(event);
        },
        { signal: end.signal },
      );
    const hover = (event: DragEvent): void => {
      // Without this the browser would open the file in the place of the page.
      event.preventDefault();
      setHovering(true);
    };
    listen('dragenter', hover);
    listen('dragover', hover);
    listen('dragleave', ({ relatedTarget }) => {
      if (relatedTarget === null) setHovering(false);
    });
    listen('drop', (event) => {
      event.preventDefault();
      setHovering(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      models.setState({ dialogOpen: true });
      void library.import(files);
    });
    return () => end.abort();
  }, [library, models]);
  if (!hovering) return null;
  return (
    <div className="drop-hint" aria-hidden>
      <p>
        <FileDown size={32} strokeWidth={1.5} />
        Drop .safetensors files to take them in
      </p>
    </div>
  );
}
