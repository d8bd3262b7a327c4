import { say } from '../../words/say.ts';
import type { GalleryRecord } from '../record.ts';
import { factsOf } from './facts.ts';

interface DifferencesProps {
  readonly a: GalleryRecord;
  readonly b: GalleryRecord;
}

/** In what two pictures were made differently. */
export function Differences({ a, b }: DifferencesProps): React.JSX.Element {
  const [left, right] = [valuesOf(a), valuesOf(b)];
  const names = [...new Set([...left.keys(), ...right.keys()])];
  const different = names.filter((name) => left.get(name) !== right.get(name));
  return (
    <table className="compare-table">
      <caption>{say`What differs`}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{say`First`}</th>
          <th scope="col">{say`Second`}</th>
        </tr>
      </thead>
      <tbody>
        {different.map((name) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{left.get(name) ?? '–'}</td>
            <td>{right.get(name) ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function valuesOf(record: GalleryRecord): ReadonlyMap<string, string> {
  const { prompt = '', negativePrompt = '' } = record.settings;
  return new Map([[say`Prompt`, prompt], [say`Negative prompt`, negativePrompt], ...factsOf(record)]);
}
