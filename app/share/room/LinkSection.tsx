import { Copy, ImageUp, Share2 } from 'lucide-react';
import { useRef } from 'react';
import { failureFrom } from '../../../core/result/index.ts';
import { type SharedWork, USUAL_LINK_LENGTH } from '../../../core/share/index.ts';
import { Button } from '../../ui/Button.tsx';
import { messageSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import { pageAddress } from '../page-address.ts';
import { canShareFiles, canShareLinks, passOn } from '../system-share.ts';
import { copyText } from '../../ui/copy-text.ts';
import { useProjectFile } from './use-project-file.ts';

interface LinkSectionProps {
  /** What the link carries. */
  readonly work: SharedWork;
  /** The same as the fragment of an address. */
  readonly fragment: string;
  /** Told what became of it, in a sentence. */
  readonly onNote: (note: string) => void;
}

/** The link, and the ways to hand it over. */
export function LinkSection({ work, fragment, onNote }: LinkSectionProps): React.JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  const link = `${pageAddress(location)}#${fragment}`;
  const isLong = link.length > USUAL_LINK_LENGTH;
  function copy(): void {
    field.current?.select();
    void copyText(link, say`The link was copied.`).then(onNote);
  }
  return (
    <section className="share-section" aria-label={say`Link`}>
      <h3>{say`Link`}</h3>
      <p className="hint">
        {say`Pose and settings are in the address itself. No server keeps them, and no keys or pictures are in it.`}
      </p>
      <div className="field">
        <input
          ref={field}
          type="text"
          readOnly
          aria-label={say`Link to share`}
          aria-describedby="share-length"
          value={link}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <p id="share-length" className={isLong ? 'field-error' : 'hint'}>
          {isLong ? longWords(link.length) : say`${link.length} characters.`}
        </p>
      </div>
      <div className="share-buttons">
        <Button kind="primary" icon={<Copy size={16} />} onClick={copy}>
          {say`Copy link`}
        </Button>
        {canShareLinks() && <SystemButtons link={link} work={work} onNote={onNote} />}
      </div>
    </section>
  );
}

function longWords(length: number): string {
  return say`${length} characters: some programs to chat with cut what is longer than ${USUAL_LINK_LENGTH}. Leave out what is not needed, or save a project file.`;
}

interface SystemButtonsProps extends Pick<LinkSectionProps, 'work' | 'onNote'> {
  readonly link: string;
}

/** The system's own way to share. */
function SystemButtons({ link, work, onNote }: SystemButtonsProps): React.JSX.Element {
  const { makeFile } = useProjectFile();
  const told = work.prompt !== undefined;
  async function sharePicture(): Promise<string> {
    try {
      const file = await makeFile(work, told);
      return await passOn({ title: 'Armature', text: link, files: [file] });
    } catch (error) {
      return messageSaid(failureFrom(error));
    }
  }
  return (
    <>
      <Button
        icon={<Share2 size={16} />}
        onClick={() => void passOn({ title: 'Armature', url: link }).then(onNote)}
      >
        {say`Share link …`}
      </Button>
      {canShareFiles() && (
        <Button icon={<ImageUp size={16} />} onClick={() => void sharePicture().then(onNote)}>
          {say`Share picture and link …`}
        </Button>
      )}
    </>
  );
}
