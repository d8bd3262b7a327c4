import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { say } from '../words/say.ts';

/** The styles that are put around the prompt, each with a button that takes it away. */
export function StyleChips(): React.JSX.Element | null {
  const { stores } = useServices();
  const styles = useStore(stores.form, (form) => form.styles);
  if (styles.length === 0) return null;
  return (
    <ul className="style-chips" aria-label={say`Styles in use`}>
      {styles.map(({ name }, index) => (
        <li key={name}>
          <button
            type="button"
            className="style-chip"
            aria-label={say`Take the style ${name} away`}
            onClick={() => stores.form.setState({ styles: styles.filter((_, i) => i !== index) })}
          >
            {name} <X size={14} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
