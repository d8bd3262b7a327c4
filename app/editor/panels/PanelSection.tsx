import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import './panels.css';

interface PanelSectionProps {
  readonly title: string;
  /** Said beside the title: a count, a size. */
  readonly aside?: string | undefined;
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** One of the sections at the side of the editor, which folds away. */
export function PanelSection({ title, aside, open = false, children }: PanelSectionProps): React.JSX.Element {
  return (
    <details className="panel-section" open={open}>
      <summary onClick={bringIntoSight}>
        <h3>{title}</h3>
        {aside !== undefined && <span className="panel-aside">{aside}</span>}
        <ChevronDown size={16} aria-hidden className="panel-chevron" />
      </summary>
      <div className="panel-body">{children}</div>
    </details>
  );
}

/** What opens at the lower end of the panels would be out of sight. */
function bringIntoSight({ currentTarget: { parentElement } }: React.MouseEvent): void {
  requestAnimationFrame(() => parentElement?.scrollIntoView({ block: 'nearest' }));
}
