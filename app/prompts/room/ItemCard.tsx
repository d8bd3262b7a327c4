import { Pencil, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';

interface ItemCardProps {
  readonly name: string;
  readonly text: string;
  /** Is it in use? Absent for what is used at once. */
  readonly pressed?: boolean;
  /** What a press on it does, in words. */
  readonly label: string;
  readonly onPress: () => void;
  readonly onEdit?: () => void;
  readonly onDelete?: () => void;
  /** More to do with it. */
  readonly children?: ReactNode;
}

/** Something to choose, with its words; what the person saved can be changed and deleted. */
export function ItemCard(props: ItemCardProps): React.JSX.Element {
  const { name, text, pressed, label, onPress, onEdit, onDelete, children } = props;
  return (
    <li className="words-card" data-pressed={pressed}>
      <button
        type="button"
        className="words-card-main"
        aria-pressed={pressed}
        aria-label={label}
        onClick={onPress}
      >
        <strong>{name}</strong>
        <span>{text}</span>
      </button>
      <div className="words-card-tools">
        {children}
        {onEdit && <IconButton label={say`Change ${name}`} icon={<Pencil size={15} />} onClick={onEdit} />}
        {onDelete && (
          <IconButton label={say`Delete ${name}`} icon={<Trash2 size={15} />} onClick={onDelete} />
        )}
      </div>
    </li>
  );
}
