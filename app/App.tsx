import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { EMBED_PANELS, type EmbedPanel } from '../core/embed/index.ts';
import { backendPopover } from './BackendButton.tsx';
import { columnSeparatorsPart } from './columns/separators-part.ts';
import { DetectDialog } from './detect/DetectDialog.tsx';
import { Editor } from './editor/Editor.tsx';
import { usePageShortcuts } from './editor/keys/use-shortcuts.ts';
import { editorPanelsPart } from './editor/panels/editor-panels-part.ts';
import { LooseReference } from './editor/reference/LooseReference.tsx';
import { ReferenceLayer } from './editor/reference/ReferenceLayer.tsx';
import { EmbedBar } from './embed/EmbedBar.tsx';
import { GalleryDialog } from './gallery/GalleryDialog.tsx';
import { PromptPanel, SettingsPanel } from './generate/panels.tsx';
import { ResultPanel } from './generate/ResultPanel.tsx';
import { Intake } from './intake/Intake.tsx';
import { appearancePopover } from './look/AppearanceButton.tsx';
import { ModelsDialog } from './models/ModelsDialog.tsx';
import { BackendsDialog } from './remote/dialogs/BackendsDialog.tsx';
import { OfferDialog } from './remote/dialogs/OfferDialog.tsx';
import { useServices } from './services.ts';
import { Shared } from './share/Shared.tsx';
import { Sheet } from './sheet/Sheet.tsx';
import { InstallButton } from './shell/InstallButton.tsx';
import { KeepingNotice } from './shell/KeepingNotice.tsx';
import { ShellLine } from './shell/ShellLine.tsx';
import { followsPose } from './state/models.ts';
import './ui/controls.css';
import './ui/dialog.css';
import './app.css';
import { say } from './words/say.ts';

/** The page: pose on the left, picture in the middle, words and numbers on the right. */
export function App(): React.JSX.Element {
  const { stores } = useServices();
  usePageShortcuts();
  const expanded = useStore(stores.editor, (editor) => editor.expanded);
  const panels = useStore(stores.embed, (embed) => embed.panels);
  const elsewhere = useStore(stores.remote, ({ allowed }) => allowed?.length !== 0);
  const Controls = panels.length === EMBED_PANELS.length ? Sheet : PlainControls;
  const shows = (panel: EmbedPanel): boolean => panels.includes(panel);
  return (
    <>
      {shows('header') && <Header inert={expanded} />}
      <EmbedBar />
      <main className="columns" data-panels={panels.filter((panel) => panel !== 'share').join(' ')}>
        {!shows('header') && <h1 className="visually-hidden">Armature</h1>}
        {shows('editor') && (
          <Editor
            hint={<PoseHint />}
            underlay={<ReferenceLayer />}
            onlay={<LooseReference />}
            side={<editorPanelsPart.Part />}
          />
        )}
        <div className="others" inert={expanded}>
          <columnSeparatorsPart.Part />
          {shows('picture') && <ResultPanel />}
          {(shows('prompt') || shows('settings')) && (
            <Controls>
              {shows('prompt') && <PromptPanel />}
              {shows('settings') && <SettingsPanel />}
            </Controls>
          )}
        </div>
      </main>
      <Intake />
      <Shared />
      <KeepingNotice />
      <DetectDialog />
      {elsewhere && <BackendsDialog />}
      {elsewhere && <OfferDialog />}
    </>
  );
}

/** In less than the whole page there is nothing that a sheet could lie over. */
function PlainControls({ children }: { readonly children: ReactNode }): React.JSX.Element {
  return <div className="controls">{children}</div>;
}

function Header({ inert }: { readonly inert: boolean }): React.JSX.Element {
  const { stores } = useServices();
  const keepsPictures = useStore(stores.gallery, ({ keeps }) => keeps);
  return (
    <header className="header" inert={inert}>
      <img src="./icons/mark.svg" alt="" width={28} height={28} />
      <h1>Armature</h1>
      <ShellLine idle={say`Pose in, picture out, on your own machine.`} />
      <InstallButton />
      {keepsPictures && <GalleryDialog />}
      <ModelsDialog />
      <backendPopover.Control />
      <appearancePopover.Control />
    </header>
  );
}

function PoseHint(): React.JSX.Element {
  const { stores } = useServices();
  const here = useStore(stores.models, followsPose);
  const elsewhere = useStore(stores.remote, ({ policy }) => policy === 'remote');
  return (
    <p className="hint" role="status">
      {here || elsewhere
        ? say`Drag a joint to pose, drag a limb to move the whole person.`
        : say`The pose does not count: this model brings no ControlNet. Press the model’s name at the top to choose one.`}
    </p>
  );
}
