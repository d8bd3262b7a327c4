import { memo } from 'react';
import {
  keypointRef,
  type KeypointRef,
  mainPartOf,
  PART_NAMES,
  type Person,
  type Point,
} from '../../../core/pose/index.ts';
import { isKeypointSelected, type Selection } from '../../state/selection.ts';
import { figureName, keypointLabel } from '../../words/names.ts';
import { say } from '../../words/say.ts';
import { partsInReach } from '../hit.ts';
import { isUnsure } from '../unsure.ts';

interface PersonHandlesProps {
  readonly person: Person;
  /** Index in `people`. */
  readonly index: number;
  readonly scale: number;
  /** Are feet drawn? */
  readonly feet: boolean;
  readonly selection: Selection;
  /** Does Tab stop at the joints of the body? */
  readonly inTabOrder: boolean;
  readonly hovered: KeypointRef | undefined;
  /** Which point Tab comes to first; of others, arrows and Page Up and Page Down reach all. */
  readonly onFocus: (ref: KeypointRef) => void;
}

interface Handle {
  readonly ref: KeypointRef;
  readonly at: Point;
  /** Was a detector less than half sure of it? */
  readonly unsure: boolean;
}

/** Radii on the screen, in px. */
const REACH = 14;
const RING = { body: 7, leftHand: 4, rightHand: 4, face: 3.5, feet: 5, animal: 5 } as const;

/**
 * A handle over each point of a person that is there and large enough to be told from its neighbours. Only the joints of
 * a body or an animal are ever in the tab order: a hand or a face would take Tab twenty or seventy times.
 */
export const PersonHandles = memo(function PersonHandles(props: PersonHandlesProps): React.JSX.Element {
  const { person, index, scale, feet, selection, inTabOrder, hovered, onFocus } = props;
  const isSelected = selection.people.includes(index);
  return (
    <g data-of-selected={isSelected}>
      {handlesOf(person, index, scale, feet).map(({ ref, at, unsure }) => (
        <g
          key={`${ref.part ?? 'body'}.${ref.joint}`}
          className="handle"
          role="button"
          tabIndex={inTabOrder && (ref.part ?? 'body') === mainPartOf(person) ? 0 : -1}
          aria-label={labelOf(person, { ref, at, unsure })}
          aria-pressed={isKeypointSelected(selection, ref)}
          data-handle={handleKey(ref)}
          data-detail={ref.part !== undefined}
          data-unsure={unsure}
          data-hovered={hovered?.joint === ref.joint && hovered.part === ref.part}
          transform={`translate(${at.x * scale} ${at.y * scale})`}
          onFocus={() => onFocus(ref)}
        >
          <circle className="handle-reach" r={REACH} />
          <circle className="handle-ring" r={RING[ref.part ?? 'body']} />
        </g>
      ))}
    </g>
  );
});

/** Names a handle among all of the stage. */
export function handleKey({ person, part = 'body', joint }: KeypointRef): string {
  return `${person}.${part}.${joint}`;
}

function handlesOf(person: Person, index: number, scale: number, feet: boolean): Handle[] {
  if (person.hidden || person.locked) return [];
  const parts = partsInReach(person, scale, feet);
  return PART_NAMES.filter((part) => parts.includes(part)).flatMap((part) =>
    (person[part] ?? []).flatMap((at, joint) =>
      at
        ? [
            {
              ref: keypointRef(index, part, joint),
              at,
              unsure: isUnsure(at),
            },
          ]
        : [],
    ),
  );
}

function labelOf(person: Person, { ref, at, unsure }: Handle): string {
  const who = figureName(person, ref.person);
  const [point, x, y] = [keypointLabel(ref), Math.round(at.x), Math.round(at.y)];
  return unsure ? say`${who}, ${point}, unsure, at ${x}, ${y}` : say`${who}, ${point}, at ${x}, ${y}`;
}
