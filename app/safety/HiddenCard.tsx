import { EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SafetyNote } from '../../core/contract/index.ts';
import './safety.css';
import { hiddenWords } from './words.ts';

interface HiddenCardProps {
  readonly safety: SafetyNote;
  /** What can be done about it. */
  readonly children: ReactNode;
}

/** Says why a picture is blurred. */
export function HiddenCard({ safety, children }: HiddenCardProps): React.JSX.Element {
  const { title, text } = hiddenWords(safety);
  return (
    <div className="hidden-picture-card" role="group" aria-label={title}>
      <p className="hidden-picture-title">
        <EyeOff size={18} aria-hidden /> {title}
      </p>
      <p>{text}</p>
      {children}
    </div>
  );
}
