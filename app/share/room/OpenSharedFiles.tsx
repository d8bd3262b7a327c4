/*
 * What was shared to the page, before any of it is opened. Websites can send a form as the system does, without a word of
 * where it comes from.
 */
import { Check } from 'lucide-react';
import { SHARED_LIMITS } from '../../../core/contract/index.ts';
import { byteWords } from '../../models/words.ts';
import { useServices } from '../../services.ts';
import type { SharedFiles } from '../../state/share.ts';
import { Button } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import './share.css';

/** The question about shared files. */
export function OpenSharedFiles({ shared }: { readonly shared: SharedFiles }): React.JSX.Element {
  const { stores, actions } = useServices();
  const { files, isPart } = shared;
  const forget = (): void => stores.share.setState({ files: undefined });
  return (
    <div className="share-sections">
      {files.length > 0 && <Listed files={files} />}
      {isPart && <LeftOut />}
      <div className="share-buttons">
        {files.length > 0 && (
          <Button
            kind="primary"
            icon={<Check size={16} />}
            onClick={() => {
              forget();
              void actions.intake.takeFiles(files);
            }}
          >
            {say`Open it`}
          </Button>
        )}
        <Button onClick={forget}>{files.length > 0 ? say`Leave mine as it is` : say`Go on with mine`}</Button>
      </div>
    </div>
  );
}

function Listed({ files }: { readonly files: readonly File[] }): React.JSX.Element {
  return (
    <>
      <p>{say`This was sent to the page. Open it only if it was you who shared it.`}</p>
      {/* Keys scroll what is long. */}
      <div className="share-quoted" role="group" aria-label={say`Shared files`} tabIndex={0}>
        {files.map(({ name, size }, index) => (
          <p key={index}>{`${name} (${byteWords(size)})`}</p>
        ))}
      </div>
      <p className="hint">
        {say`A pose or a project takes the place of your own; you can undo that. A model is taken in under Models.`}
      </p>
    </>
  );
}

function LeftOut(): React.JSX.Element {
  const { files, bytes } = SHARED_LIMITS;
  return (
    <p className="notice" role="alert">
      {say`Not all that was shared was kept: it may be ${files} files, and ${byteWords(bytes)} together. Open the others with the button Import a pose, or drop them on the page.`}
    </p>
  );
}
