import { Menu } from '@base-ui/react/menu';
import { useServices } from '../../services.ts';
import { useCommand } from '../use-command.ts';

/** Copy, cut and paste for those who do not use the keys. */
export function ClipboardItems(): React.JSX.Element {
  const { actions } = useServices();
  const [copy, cut, paste] = [useCommand('copy'), useCommand('cut'), useCommand('paste')];
  const { editorClipboard } = actions;
  return (
    <>
      <Item command={copy} onClick={() => void editorClipboard.copy()} />
      <Item command={cut} onClick={() => void editorClipboard.cut()} />
      <Item command={paste} onClick={() => void editorClipboard.paste()} />
    </>
  );
}

interface ItemProps {
  readonly command: ReturnType<typeof useCommand>;
  readonly onClick: () => void;
}

function Item({ command: { label, keys, isPossible }, onClick }: ItemProps): React.JSX.Element {
  return (
    <Menu.Item className="menu-item" disabled={!isPossible} onClick={onClick}>
      {label}
      <kbd className="menu-keys" aria-hidden>
        {keys}
      </kbd>
    </Menu.Item>
  );
}
