import { Download } from 'lucide-react';
import { useState } from 'react';
import { failureFrom } from '../../../core/result/index.ts';
import type { SharedWork } from '../../../core/share/index.ts';
import { words, type Words } from '../../../core/words/index.ts';
import { Button } from '../../ui/Button.tsx';
import { downloadBlob } from '../../ui/download.ts';
import { SelectField } from '../../ui/fields.tsx';
import { failureSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import { type ProjectCover, useProjectFile } from './use-project-file.ts';

const COVER_LABELS: Readonly<Record<ProjectCover, Words>> = {
  picture: words`The picture`,
  skeleton: words`The skeleton`,
};

interface ProjectSectionProps {
  readonly work: SharedWork;
  /** Told what became of it, in a sentence. */
  readonly onNote: (note: string) => void;
}

/** One PNG with everything, whatever is left out of the link. */
export function ProjectSection({ work, onNote }: ProjectSectionProps): React.JSX.Element {
  const { covers, makeFile } = useProjectFile();
  const [chosen, setCover] = useState<ProjectCover>();
  const cover = chosen !== undefined && covers.includes(chosen) ? chosen : covers[0];
  async function save(): Promise<string> {
    try {
      const file = await makeFile(work, true, cover);
      downloadBlob(file, file.name);
      return say`Saved as ${file.name}.`;
    } catch (error) {
      return failureSaid(failureFrom(error));
    }
  }
  return (
    <section className="share-section" aria-label={say`Project file`}>
      <h3>{say`Project file (PNG)`}</h3>
      <p className="hint">
        {say`A picture with everything inside, whatever is left out above. Drop it on the page, and pose, prompt and settings are back.`}
      </p>
      <div className="share-row">
        {covers.length > 1 && (
          <SelectField
            label={say`It shows`}
            options={covers.map((value) => ({ value, label: COVER_LABELS[value] }))}
            value={cover}
            onChange={setCover}
          />
        )}
        <Button icon={<Download size={16} />} onClick={() => void save().then(onNote)}>
          {say`Save project PNG`}
        </Button>
      </div>
    </section>
  );
}
