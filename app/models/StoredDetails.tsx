import { Plus } from 'lucide-react';
import type { StoredFileReport, StoredItem } from '../../core/contract/index.ts';
import type { StorableEntry } from '../../core/manifest/index.ts';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { said, say } from '../words/say.ts';
import { byteWords } from './words.ts';

interface StoredDetailsProps {
  readonly item: StoredItem;
  /** As the manifest has it. */
  readonly entry: StorableEntry;
}

/** The files of something stored: where each came from, and by what it is known. */
export function StoredDetails({ item, entry }: StoredDetailsProps): React.JSX.Element {
  return (
    <details className="stored">
      <summary>{say`Files and where they came from`}</summary>
      <ul className="stored-files">
        {item.files.map((file) => (
          <StoredFile key={file.path} file={file} />
        ))}
      </ul>
      <OnDemandFiles item={item} entry={entry} />
    </details>
  );
}

function StoredFile({ file }: { readonly file: StoredFileReport }): React.JSX.Element {
  const { path, bytes, from, sha256, learnt } = file;
  return (
    <li>
      <p>{said`${(<strong>{path}</strong>)}, ${byteWords(bytes)} as stored`}</p>
      <p>{say`From ${from}`}</p>
      <p>
        {sha256 === undefined ? (
          say`Read in part, so without a digest of the whole`
        ) : (
          <>
            {said`SHA-256 ${(<code>{sha256}</code>)}`}
            {learnt && say` (learnt at download)`}
          </>
        )}
      </p>
    </li>
  );
}

/** Files that most pictures do without. */
function OnDemandFiles({ item, entry }: StoredDetailsProps): React.JSX.Element | null {
  const { actions } = useServices();
  const lacking = entry.files
    .filter(({ path, onDemand }) => onDemand && !item.files.some((file) => file.path === path))
    .map(({ path }) => path);
  if (lacking.length === 0) return null;
  return (
    <div className="stored-more">
      <p className="hint">{say`Not downloaded: ${lacking.join(', ')}. Starting from a picture needs it.`}</p>
      <Button icon={<Plus size={16} />} onClick={() => void actions.library.download(entry.id, lacking)}>
        {say`Download it, too`}
      </Button>
    </div>
  );
}
