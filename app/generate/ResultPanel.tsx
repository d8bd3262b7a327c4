import { Copy, Download, ImageIcon, Play, RotateCw, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { adherencePart } from '../adherence/adherence-part.tsx';
import { skeletonOverlayPart } from '../adherence/adherence-part.tsx';
import { WaitingRuns } from '../remote/panel/open-runs-part.tsx';
import { SpendingFacts } from '../remote/panel/SpendingFacts.tsx';
import { RecentPictures } from '../gallery/RecentPictures.tsx';
import { UnkeptNotice } from '../gallery/UnkeptNotice.tsx';
import { SafetyNotice, ShownPicture, useHidden } from '../safety/ShownPicture.tsx';
import { VERDICT_WORDS } from '../safety/store.ts';
import { useServices } from '../services.ts';
import { isBusy, type JobState, type StoppedRun } from '../state/job.ts';
import type { PagePicture } from '../state/picture.ts';
import { Button } from '../ui/Button.tsx';
import { Fact } from '../ui/Fact.tsx';
import { bringIntoSight } from '../ui/into-sight.ts';
import { PixelCanvas } from '../ui/PixelCanvas.tsx';
import { say } from '../words/say.ts';
import { FailedRun } from './FailedRun.tsx';
import { ProgressLine } from './ProgressLine.tsx';
import { drawerName, seconds } from './wording.ts';

/** The picture, or what is on the way to it. */
export function ResultPanel(): React.JSX.Element {
  const { stores } = useServices();
  const state = useStore(stores.job);
  const { job, picture, note } = state;
  const section = useRef<HTMLElement>(null);
  const busy = isBusy(state);
  useEffect(() => {
    // On a phone the picture is below the fold when the button is pressed.
    if (busy && section.current) bringIntoSight(section.current);
  }, [busy]);
  return (
    <section ref={section} className="panel result" aria-label={say`Picture`}>
      <div className="picture" data-status={job.status}>
        <PictureArea state={state} />
      </div>
      {job.status === 'failed' && <FailedRun failure={job.failure} />}
      {job.status !== 'failed' && <ProgressLine />}
      <WaitingRuns />
      {!busy && state.stopped && <StoppedActions stopped={state.stopped} />}
      {picture && !busy && <Thumbnails picture={picture} shown={state.shown} />}
      <UnkeptNotice />
      <RecentPictures />
      {picture && (job.status === 'done' || job.status === 'idle') && (
        <PictureActions picture={picture} shown={state.shown} />
      )}
      {picture && job.status !== 'failed' && <adherencePart.Part picture={picture} shown={state.shown} />}
      <p className="note" role="status">
        {note}
      </p>
    </section>
  );
}

function PictureArea({ state: { job, picture, shown } }: { readonly state: JobState }): React.JSX.Element {
  if ((job.status === 'running' || job.status === 'remote') && job.preview) {
    return <PixelCanvas image={job.preview} className="picture-pixels" label={say`Preview of the picture`} />;
  }
  if (picture) {
    return <FinishedPicture picture={picture} shown={shown} />;
  }
  return (
    <div className="picture-empty">
      <ImageIcon size={28} strokeWidth={1.5} />
      <p>{job.status === 'failed' ? say`No picture was made.` : say`Your picture will appear here.`}</p>
    </div>
  );
}

interface PictureProps {
  readonly picture: PagePicture;
  readonly shown: number;
}

function FinishedPicture({ picture: { request, images }, shown }: PictureProps): React.JSX.Element {
  const { stores } = useServices();
  const image = images[shown] ?? images[0];
  const { overlay, measured } = useStore(stores.adherence);
  const seen = overlay ? measured.get(image) : undefined;
  return (
    <>
      <ShownPicture image={image} label={say`Generated picture: ${request.prompt}`} explained />
      {seen && <skeletonOverlayPart.Part image={image} measured={seen} />}
    </>
  );
}

/** The pictures of one run, to choose from. */
function Thumbnails({
  picture: { images },
  shown,
}: {
  readonly picture: PagePicture;
  readonly shown: number;
}): React.JSX.Element | null {
  const { stores } = useServices();
  if (images.length === 1) return null;
  return (
    <div className="thumbnails" role="group" aria-label={say`Pictures of this run`}>
      {images.map((image, index) => (
        <button
          key={index}
          type="button"
          className="thumbnail"
          aria-pressed={index === shown}
          onClick={() => stores.job.setState({ shown: index })}
        >
          <ShownPicture image={image} label={say`Picture ${index + 1}`} />
        </button>
      ))}
    </div>
  );
}

/** A run that was stopped can go on. */
function StoppedActions({ stopped: { at, steps } }: { readonly stopped: StoppedRun }): React.JSX.Element {
  const { stores, actions } = useServices();
  return (
    <div className="picture-actions">
      <Button icon={<Play size={18} />} onClick={() => void actions.generate.resume()}>
        {say`Go on from step ${at.step} of ${steps}`}
      </Button>
      <Button icon={<X size={18} />} onClick={() => stores.job.setState({ stopped: undefined })}>
        {say`Drop it`}
      </Button>
    </div>
  );
}

function PictureActions({ picture, shown }: PictureProps): React.JSX.Element {
  const { stores, actions } = useServices();
  const { request, totalMs, by, images } = picture;
  const image = images[shown] ?? images[0];
  const hidden = useHidden(image);
  const { width, height, safety } = image;
  return (
    <>
      <div className="picture-actions">
        {!hidden && (
          <>
            <Button icon={<Download size={18} />} onClick={() => void actions.save.save(picture, shown)}>
              {say`Save PNG`}
            </Button>
            <Button icon={<Copy size={18} />} onClick={() => void actions.save.copy(picture, shown)}>
              {say`Copy`}
            </Button>
          </>
        )}
        <Button
          icon={<RotateCw size={18} />}
          onClick={() => stores.form.setState({ seed: request.seed, freshSeed: false })}
        >
          {say`Keep seed`}
        </Button>
      </div>
      <SafetyNotice image={image} />
      <dl className="facts">
        <Fact name={say`Seed`} value={String(request.seed)} />
        <Fact name={say`Size`} value={say`${width} × ${height} px`} />
        <Fact name={say`Time`} value={seconds(totalMs)} />
        <Fact name={say`On`} value={drawerName(by)} />
        {safety && <Fact name={say`Safety check`} value={say(VERDICT_WORDS[safety.verdict])} />}
        <SpendingFacts by={by} />
      </dl>
    </>
  );
}
