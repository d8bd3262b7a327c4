import type { RgbaImage } from '../../core/image/index.ts';
import { BODY_LIMBS, type Keypoints, type Person } from '../../core/pose/index.ts';
import type { Measured } from './store.ts';

/** What is drawn over. */
export interface SkeletonOverlayProps {
  readonly image: RgbaImage;
  readonly measured: Measured;
}

/** Both skeletons over the picture, and a line from each joint that is off to where it was found. */
export function SkeletonOverlay({ image, measured }: SkeletonOverlayProps): React.JSX.Element {
  const { asked, found, match } = measured;
  const off = match.people.flatMap(({ joints }) => joints.filter((joint) => !joint.fits));
  return (
    <svg className="skeletons" viewBox={`0 0 ${image.width} ${image.height}`} aria-hidden>
      {asked.map((person, i) => (
        <Skeleton key={i} person={person} className="skeleton-asked" />
      ))}
      {found.map((person, i) => (
        <Skeleton key={i} person={person} className="skeleton-found" />
      ))}
      {off.map(({ asked: from, found: to }, i) => (
        <g key={i} className="skeleton-off">
          {to && <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />}
          <circle cx={from.x} cy={from.y} r={image.width / 90} />
        </g>
      ))}
    </svg>
  );
}

interface SkeletonProps {
  readonly person: Person;
  readonly className: string;
}

/** Drawn twice, so that light lines stand out from light pictures. */
function Skeleton({ person: { body }, className }: SkeletonProps): React.JSX.Element {
  const d = pathOf(body);
  return (
    <g className={className}>
      <path className="skeleton-edge" d={d} />
      <path d={d} />
    </g>
  );
}

function pathOf(body: Keypoints): string {
  return BODY_LIMBS.flatMap(([from, to]) => {
    const [a, b] = [body[from], body[to]];
    return a && b ? [`M${a.x} ${a.y}L${b.x} ${b.y}`] : [];
  }).join('');
}
