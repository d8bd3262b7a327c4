import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import './gallery.css';
import { say } from '../words/say.ts';

/** The pictures that were made last, each a way into the gallery. */
export function RecentPictures(): React.JSX.Element | null {
  const { stores, actions } = useServices();
  const recent = useStore(stores.gallery, (state) => state.recent);
  if (recent.length === 0) return null;
  return (
    <div className="recent" role="group" aria-label={say`Last pictures`}>
      {recent.map(({ id, url, label }) => (
        <button
          key={id}
          type="button"
          className="recent-picture"
          aria-label={say`Show in the gallery: ${label}`}
          title={label}
          onClick={() => actions.gallery.open(id)}
        >
          <img src={url} alt="" />
        </button>
      ))}
    </div>
  );
}
