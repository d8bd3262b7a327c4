import { say } from '../../words/say.ts';
import type { GalleryRecord, PictureDetails } from '../record.ts';
import { factsOf } from './facts.ts';

interface PictureFactsProps {
  readonly record: GalleryRecord;
  readonly details: PictureDetails;
}

/** All that is known of how a picture was made. */
export function PictureFacts({ record, details }: PictureFactsProps): React.JSX.Element {
  const { prompt, negativePrompt, template } = record.settings;
  return (
    <>
      <Words label={say`Prompt`} text={prompt} />
      <Words label={say`Negative prompt`} text={negativePrompt} />
      {template && template.prompt !== prompt && (
        <Words label={say`Prompt as written`} text={template.prompt} />
      )}
      {template && template.negativePrompt !== negativePrompt && (
        <Words label={say`Negative prompt as written`} text={template.negativePrompt} />
      )}
      <dl className="picture-facts">
        {factsOf(record).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Digests details={details} />
    </>
  );
}

function Words({ label, text = '' }: { readonly label: string; readonly text: string | undefined }) {
  if (text.trim() === '') return null;
  return (
    <section className="picture-words">
      <h3>{label}</h3>
      <p>{text}</p>
    </section>
  );
}

/** What the files of the model were, for those who want to make the picture again. */
function Digests({ details: { digests } }: Pick<PictureFactsProps, 'details'>): React.JSX.Element | null {
  if (digests.length === 0) return null;
  return (
    <details className="picture-digests">
      <summary>{say`Files of the model`}</summary>
      <dl>
        {digests.map(({ path, sha256 }) => (
          <div key={path}>
            <dt>{path}</dt>
            <dd>{sha256}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
