import type { ComponentProps } from 'react';

interface FileInputProps extends Pick<ComponentProps<'input'>, 'ref' | 'accept' | 'multiple'> {
  readonly label: string;
  /** Asks for a folder instead of files. */
  readonly folder?: boolean;
  /** Gets what was chosen: one file at the least. */
  readonly onFiles: (files: readonly [File, ...File[]]) => void;
}

/** The browser's dialog for files, opened by a click on it through `ref`. The same file can be chosen again. */
export function FileInput({ label, folder = false, onFiles, ...rest }: FileInputProps): React.JSX.Element {
  return (
    <input
      type="file"
      hidden
      aria-label={label}
      {...(folder && { webkitdirectory: '' })}
      {...rest}
      onChange={(event) => {
        const [first, ...others] = event.currentTarget.files ?? [];
        if (first) onFiles([first, ...others]);
        event.currentTarget.value = '';
      }}
    />
  );
}
