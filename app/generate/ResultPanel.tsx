import { Copy, Download, ImageIcon, RotateCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { CutPrompts, Picture } from '../../core/contract/index.ts';
import { useServices } from '../services.ts';
import { isBusy, type JobState } from '../state/job.ts';
import { Button } from '../ui/Button.tsx';
import { PixelCanvas } from '../ui/PixelCanvas.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { ProgressLine } from './ProgressLine.tsx';
import { backendName, seconds } from './wording.ts';

/** The picture, or what is on the way to it. */
export function ResultPanel(): React.JSX.Element {
  const { stores } = useServices();
  const state = useStore(stores.job);
  const { job, picture, note } = state;
  const section = useRef<HTMLElement>(null);
  const busy = isBusy(state);
  useEffect(() => {
    // On a phone the picture is below the fold when the button is pressed.
    if (busy) section.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [busy]);
  return (
    <section ref={section} className="panel result" aria-label="Picture">
      <div className="picture" data-status={job.status}>
        <PictureArea state={state} />
      </div>
      {job.status === 'failed' && <FailureNotice failure={job.failure} />}
      {job.status !== 'failed' && <ProgressLine />}
      {picture && (job.status === 'done' || job.status === 'idle') && <PictureActions picture={picture} />}
      <p className="note" role="status">
        {note}
      </p>
    </section>
  );
}

function PictureArea({ state: { job, picture } }: { readonly state: JobState }): React.JSX.Element {
  if (job.status === 'running' && job.preview) {
    return <PixelCanvas image={job.preview} className="picture-pixels" label="Preview of the picture" />;
  }
  if (picture) {
    const { request, image } = picture;
    return (
      <PixelCanvas image={image} className="picture-pixels" label={`Generated picture: ${request.prompt}`} />
    );
  }
  return (
    <div className="picture-empty">
      <ImageIcon size={28} strokeWidth={1.5} />
      <p>Your picture will appear here.</p>
    </div>
  );
}

function PictureActions({ picture }: { readonly picture: Picture }): React.JSX.Element {
  const { stores, actions } = useServices();
  const { request, timings, backend, image, cutPrompts } = picture;
  return (
    <>
      {cutPrompts && <p className="hint">{cutWords(cutPrompts)}</p>}
      <div className="picture-actions">
        <Button icon={<Download size={18} />} onClick={() => actions.save.save(picture)}>
          Save PNG
        </Button>
        <Button icon={<Copy size={18} />} onClick={() => void actions.save.copy(picture)}>
          Copy
        </Button>
        <Button
          icon={<RotateCw size={18} />}
          onClick={() => stores.form.setState({ seed: request.seed, freshSeed: false })}
        >
          Keep seed
        </Button>
      </div>
      <dl className="facts">
        <Fact name="Seed" value={String(request.seed)} />
        <Fact name="Size" value={`${image.width} × ${image.height} px`} />
        <Fact name="Time" value={seconds(timings.total)} />
        <Fact name="On" value={backendName(backend.backend)} />
      </dl>
    </>
  );
}

function cutWords({ prompt, negativePrompt }: CutPrompts): string {
  const which = prompt > 0 ? 'The prompt' : 'The negative prompt';
  return `${which} was too long for this model: its last ${Math.max(prompt, negativePrompt)} tokens were left out.`;
}

function Fact({ name, value }: { readonly name: string; readonly value: string }): React.JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
