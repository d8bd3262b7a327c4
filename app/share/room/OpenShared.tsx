/*
 * What a link brings, before anything on the page is replaced by it. Its words are somebody else's and are shown as text.
 */
import { Box, Check } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { type Failure, failureFrom } from '../../../core/result/index.ts';
import { readShareFragment, type SharedReading, type SharedWork } from '../../../core/share/index.ts';
import { useServices } from '../../services.ts';
import { isBusy } from '../../state/job.ts';
import { Button } from '../../ui/Button.tsx';
import { messageSaid, nextSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import { forgetLink } from '../follow-links.ts';
import { takeWork } from '../take.ts';
import { PoseView } from './PoseView.tsx';
import './share.css';
import { useModelWords } from './use-model-words.ts';
import { peopleWords, settingsWords } from './words.ts';

/** The question about a link. */
export function OpenShared({ fragment }: { readonly fragment: string }): React.JSX.Element {
  const read = useMemo(() => readingOf(fragment), [fragment]);
  return 'work' in read ? <Question reading={read} /> : <Refusal failure={read} />;
}

function readingOf(fragment: string): SharedReading | Failure {
  try {
    return readShareFragment(fragment);
  } catch (error) {
    return failureFrom(error);
  }
}

function Refusal({ failure }: { readonly failure: Failure }): React.JSX.Element {
  const { stores } = useServices();
  return (
    <>
      <div className="notice" role="alert">
        <p>{messageSaid(failure)}</p>
        <p>{nextSaid(failure)}</p>
      </div>
      <p className="hint">{say`Your own pose and settings are as they were.`}</p>
      <div className="share-buttons">
        <Button kind="primary" onClick={() => forgetLink(window, stores.share)}>
          {say`Go on with mine`}
        </Button>
      </div>
    </>
  );
}

/** What of the work is to be taken. */
interface Parts {
  readonly pose: boolean;
  readonly words: boolean;
  readonly settings: boolean;
}

function Question({ reading }: { readonly reading: SharedReading }): React.JSX.Element {
  const { work, notes } = reading;
  const [parts, setParts] = useState<Parts>({ pose: true, words: true, settings: true });
  return (
    <div className="share-content">
      {work.pose && <PoseView pose={work.pose} label={say`The pose in the link`} />}
      <div className="share-sections">
        <Contents work={work} parts={parts} onParts={setParts} />
        {notes.length > 0 && <p className="hint">{notes.map((note) => say(note)).join(' ')}</p>}
        <p className="hint">
          {say`What you open takes the place of your own. You can undo that. No picture is made before you ask for one.`}
        </p>
        <Answers reading={{ work: partOf(work, parts), notes }} />
      </div>
    </div>
  );
}

function partOf(work: SharedWork, { pose: withPose, words, settings: withSettings }: Parts): SharedWork {
  const { pose, leftOut, prompt, negativePrompt, styles, ...rest } = work;
  return {
    ...(withPose && pose && { pose, ...(leftOut && { leftOut }) }),
    ...(words && prompt !== undefined && { prompt }),
    ...(words && negativePrompt !== undefined && { negativePrompt }),
    ...(words && styles && { styles }),
    ...(withSettings && rest),
  };
}

interface ContentsProps {
  readonly work: SharedWork;
  readonly parts: Parts;
  readonly onParts: (parts: Parts) => void;
}

function Contents({ work, parts, onParts }: ContentsProps): React.JSX.Element {
  const { pose, prompt, negativePrompt, styles, settings, model, loras } = work;
  const hasWords = (prompt ?? negativePrompt ?? styles) !== undefined;
  const box = (name: keyof Parts, label: string): React.JSX.Element => (
    <label className="check">
      <input
        type="checkbox"
        checked={parts[name]}
        onChange={({ currentTarget: { checked } }) => onParts({ ...parts, [name]: checked })}
      />
      {label}
    </label>
  );
  return (
    <ul className="share-list">
      {pose && (
        <li>
          {box('pose', say`Pose`)}
          <p className="hint">{peopleWords(pose)}</p>
        </li>
      )}
      {hasWords && (
        <li>
          {box('words', say`Prompt`)}
          <Quoted name={say`Prompt`} text={prompt} />
          <Quoted name={say`Negative prompt`} text={negativePrompt} />
          <Quoted name={say`Styles`} text={styles?.map(({ name }) => name).join(', ')} />
        </li>
      )}
      {(settings ?? model) !== undefined && (
        <li>
          {box('settings', say`Settings and model`)}
          {settings && <p className="hint">{settingsWords(settings)}</p>}
          {loras && loras.length > 0 && (
            <p className="hint">{say`With LoRA: ${loras.map(({ id }) => id).join(', ')}.`}</p>
          )}
          <ModelLine work={work} />
        </li>
      )}
    </ul>
  );
}

function Quoted({ name, text }: { readonly name: string; readonly text: string | undefined }) {
  if (text === undefined || text === '') return null;
  return (
    // Keys scroll what is long.
    <div className="share-quoted" role="group" aria-label={name} tabIndex={0}>
      <span>{name}</span>
      <p>{text}</p>
    </div>
  );
}

/** Is the model here, and if not, how does one get it? */
function ModelLine({ work: { model } }: { readonly work: SharedWork }): React.JSX.Element | null {
  const { stores } = useServices();
  const { state, label } = useModelWords(model);
  if (state === 'none') return null;
  return (
    <div className="share-model">
      <p className="hint">{MODEL_WORDS[state](label)}</p>
      {state === 'offered' && (
        <Button
          icon={<Box size={16} />}
          onClick={() => {
            // The link waits meanwhile, and is asked about again.
            stores.share.setState({ asking: false });
            stores.models.setState({ dialogOpen: true });
          }}
        >
          {say`Get it under Models`}
        </Button>
      )}
    </div>
  );
}

const MODEL_WORDS: Readonly<Record<'here' | 'looking' | 'offered' | 'unknown', (label: string) => string>> = {
  here: (label) => say`Model: ${label}.`,
  looking: (label) => say`Model: ${label}. Looking whether it is on this device …`,
  offered: (label) =>
    say`Model: ${label}. It is not on this device yet; without it, the model that you have draws.`,
  unknown: (label) =>
    say`Model: ${label}. It is not on this device, and is none that this page offers; the model that you have draws instead.`,
};

function Answers({ reading }: { readonly reading: SharedReading }): React.JSX.Element {
  const services = useServices();
  const { stores } = services;
  const busy = useStore(stores.job, isBusy);
  const { state } = useModelWords(reading.work.model);
  const isEmpty = Object.keys(reading.work).length === 0;
  return (
    <div className="share-buttons">
      <Button
        kind="primary"
        icon={<Check size={16} />}
        disabled={busy || isEmpty || state === 'looking'}
        onClick={() => {
          takeWork(say`Shared link`, reading, services);
          forgetLink(window, stores.share);
        }}
      >
        {say`Open it`}
      </Button>
      <Button onClick={() => forgetLink(window, stores.share)}>{say`Leave mine as it is`}</Button>
      {busy && <p className="hint">{say`A picture is being made. Wait for it or cancel it first.`}</p>}
    </div>
  );
}
