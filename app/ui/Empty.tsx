import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyProps {
  readonly icon: LucideIcon;
  /** What is not there, in a sentence. */
  readonly title: ReactNode;
  /** How it would come to be there. */
  readonly hint?: ReactNode;
  /** Buttons that bring something. */
  readonly children?: ReactNode;
}

/** Stands in the place of a list that has nothing in it. */
export function Empty({ icon: Icon, title, hint, children }: EmptyProps): React.JSX.Element {
  return (
    <div className="empty">
      <Icon size={32} strokeWidth={1.5} aria-hidden />
      <p>{title}</p>
      {hint !== undefined && <p className="hint">{hint}</p>}
      {children}
    </div>
  );
}
