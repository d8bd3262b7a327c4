import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { words, type Words } from '../../core/words/index.ts';
import { useServices } from '../services.ts';
import type { KeptWhere } from '../state/keeping.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { say } from '../words/say.ts';

const WORDS: Readonly<Record<Exclude<KeptWhere, 'device'>, Words>> = {
  tab: words`The browser has no room left. Pose, prompt and settings stay until this tab is closed. Free space on this device, or export the pose.`,
  page: words`The browser keeps nothing for this page. Pose, prompt and settings are gone once it is closed or reloaded. Export the pose before that.`,
};

/** Tells when what the person made is not kept, or could not be read. */
export function KeepingNotice(): React.JSX.Element | null {
  const { stores, actions } = useServices();
  const { where, unreadPose, dismissed } = useStore(stores.keeping);
  const warning = where === 'device' || dismissed ? undefined : WORDS[where];
  if (warning === undefined && unreadPose === undefined) return null;
  return (
    <section className="intake-notice" aria-label={say`What is kept`}>
      <div className="intake-words" role="alert">
        <p>
          {warning
            ? say(warning)
            : say`The pose of an earlier visit cannot be read by this version. It is kept as it is.`}
        </p>
      </div>
      {warning === undefined ? (
        <div className="intake-choices">
          <Button onClick={() => actions.keeping.saveUnread()}>{say`Save it to a file`}</Button>
          <Button onClick={() => actions.keeping.dropUnread()}>{say`Delete it`}</Button>
        </div>
      ) : (
        <IconButton label={say`Dismiss`} icon={<X size={18} />} onClick={() => actions.keeping.dismiss()} />
      )}
    </section>
  );
}
