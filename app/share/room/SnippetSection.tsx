import { Copy } from 'lucide-react';
import { useMemo, useState } from 'react';
import { frameSnippet, moduleSnippet } from '../../../core/share/index.ts';
import { words } from '../../../core/words/index.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { say } from '../../words/say.ts';
import { pageFolder } from '../page-address.ts';
import { copyText } from '../../ui/copy-text.ts';

const MAKERS = { frame: frameSnippet, module: moduleSnippet } as const;
const KINDS = [
  { value: 'frame', label: words`A frame, without a script` },
  { value: 'module', label: words`A script that can speak with it` },
] as const;
const VIEWS = [
  { value: 'all', label: words`The whole page` },
  { value: 'editor', label: words`The pose editor alone`, panels: ['editor'] },
  { value: 'making', label: words`Editor, picture and prompt`, panels: ['editor', 'picture', 'prompt'] },
] as const;

interface SnippetSectionProps {
  /** What the page is to begin with. */
  readonly fragment: string;
  /** Told what became of it, in a sentence. */
  readonly onNote: (note: string) => void;
}

/** Lines for another page. */
export function SnippetSection({ fragment, onNote }: SnippetSectionProps): React.JSX.Element {
  const [kind, setKind] = useState<keyof typeof MAKERS>('frame');
  const [view, setView] = useState<(typeof VIEWS)[number]['value']>('all');
  const lines = useMemo(() => {
    const chosen = VIEWS.find(({ value }) => value === view);
    const panels = chosen && 'panels' in chosen ? { panels: chosen.panels } : {};
    return MAKERS[kind]({ page: pageFolder(location), fragment, ...panels });
  }, [fragment, kind, view]);
  return (
    <section className="share-section" aria-label={say`In a page of your own`}>
      <h3>{say`In a page of your own (HTML)`}</h3>
      <div className="share-fields">
        <SelectField label={say`As`} options={KINDS} value={kind} onChange={setKind} />
        <SelectField label={say`Showing`} options={VIEWS} value={view} onChange={setView} />
      </div>
      <div className="field">
        <textarea
          className="share-lines"
          readOnly
          rows={6}
          aria-label={say`Lines for your page`}
          spellCheck={false}
          value={lines}
        />
      </div>
      <div className="share-buttons">
        <Button
          icon={<Copy size={16} />}
          onClick={() => void copyText(lines, say`The lines were copied.`).then(onNote)}
        >
          {say`Copy HTML`}
        </Button>
      </div>
    </section>
  );
}
