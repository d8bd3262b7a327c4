import { Tabs } from '@base-ui/react/tabs';
import { say } from '../../../words/say.ts';
import { BodyPanel } from './BodyPanel.tsx';
import { CameraPanel } from './CameraPanel.tsx';
import { PeopleList } from './PeopleList.tsx';
import { PosePanel } from './PosePanel.tsx';
import { useScene } from '../scene/context.ts';

/** Everything that is set by number or by name. */
export function ScenePanel(): React.JSX.Element {
  const { actions } = useScene();
  function onKeyDown({ target, repeat }: React.KeyboardEvent): void {
    // A number is typed digit by digit.
    const isTyping = target instanceof HTMLInputElement && target.type === 'number';
    if (!repeat && !isTyping) actions.startAnew();
  }
  return (
    <aside
      className="three-panel"
      aria-label={say`Settings of the scene`}
      onPointerDown={() => actions.startAnew()}
      onKeyDown={onKeyDown}
    >
      <PeopleList />
      <Tabs.Root defaultValue="pose" className="three-tabs">
        <Tabs.List className="three-tablist" aria-label={say`What to set`}>
          <Tabs.Tab value="pose" className="three-tab">
            {say`Pose`}
          </Tabs.Tab>
          <Tabs.Tab value="body" className="three-tab">
            {say`Body`}
          </Tabs.Tab>
          <Tabs.Tab value="camera" className="three-tab">
            {say`View`}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="pose" className="three-tabpanel">
          <PosePanel />
        </Tabs.Panel>
        <Tabs.Panel value="body" className="three-tabpanel">
          <BodyPanel />
        </Tabs.Panel>
        <Tabs.Panel value="camera" className="three-tabpanel">
          <CameraPanel />
        </Tabs.Panel>
      </Tabs.Root>
    </aside>
  );
}
