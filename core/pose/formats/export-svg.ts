/*
 * The skeleton as vectors: the drawing's colours and widths, with names that programs for drawing show.
 */
import { BODY_COLOURS, BODY_KEYPOINT_NAMES, BODY_LIMBS, HAND_COLOURS, HAND_EDGES } from '../skeleton.ts';
import type { Keypoints, Person, Point, Pose } from '../types.ts';
import { strokeFor, type Stroke } from '../raster/draw-pose.ts';

/** How to write the SVG. */
export interface SvgWriting {
  /** Black unless given. */
  readonly background?: 'black' | 'transparent';
}

type Rgb = readonly [number, number, number];

/**
 * Writes a pose as SVG in the look of its ControlNet drawing: limbs as ellipses at 60 % of their colour, joints as discs,
 * hands and faces over them. Every limb and joint has a title. Hidden people are left out.
 *
 * @returns an SVG document with a view box of the canvas in px
 */
export function poseSvg(pose: Pose, { background = 'black' }: SvgWriting = {}): string {
  const { width, height } = pose;
  const stroke = strokeFor(pose);
  const shown = pose.people.flatMap((person, index) =>
    person.hidden ? [] : [personSvg(person, person.name ?? `Person ${index + 1}`, stroke)],
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...(background === 'black' ? [`<rect width="${width}" height="${height}" fill="#000"/>`] : []),
    ...shown,
    '</svg>\n',
  ].join('\n');
}

function personSvg(person: Person, name: string, stroke: Stroke): string {
  return group(name, [
    ...limbs(person.body, stroke),
    ...person.body.flatMap((point, index) =>
      point ? disc(point, stroke.joint, BODY_COLOURS[index] ?? [0, 0, 0], BODY_KEYPOINT_NAMES[index]) : [],
    ),
    ...handSvg('Left hand', person.leftHand, stroke),
    ...handSvg('Right hand', person.rightHand, stroke),
    ...faceSvg(person.face, stroke),
  ]);
}

function limbs(body: Keypoints, stroke: Stroke): string[] {
  return BODY_LIMBS.flatMap(([first, second], limb) => {
    const [from, to] = [body[first], body[second]];
    if (!from || !to) return [];
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const centre = `${short((from.x + to.x) / 2)} ${short((from.y + to.y) / 2)}`;
    const turn = short((Math.atan2(dy, dx) * 180) / Math.PI);
    const colour = (BODY_COLOURS[limb] ?? [0, 0, 0]).map((part) => Math.trunc(part * 0.6));
    const title = `${BODY_KEYPOINT_NAMES[first] ?? ''} to ${BODY_KEYPOINT_NAMES[second] ?? ''}`;
    const shape = `rx="${short(Math.hypot(dx, dy) / 2)}" ry="${stroke.limb}" fill="rgb(${colour.join(' ')})"`;
    return `<ellipse transform="translate(${centre}) rotate(${turn})" ${shape}><title>${title}</title></ellipse>`;
  });
}

function handSvg(name: string, hand: Keypoints | undefined, stroke: Stroke): string[] {
  if (!hand) return [];
  const lines = HAND_EDGES.flatMap(([first, second], edge) => {
    const [from, to] = [hand[first], hand[second]];
    if (!from || !to) return [];
    const colour = (HAND_COLOURS[edge] ?? [0, 0, 0]).join(' ');
    const ends = `x1="${short(from.x)}" y1="${short(from.y)}" x2="${short(to.x)}" y2="${short(to.y)}"`;
    return `<line ${ends} stroke="rgb(${colour})" stroke-width="${stroke.handLine}" stroke-linecap="round"/>`;
  });
  const dots = hand.flatMap((point) => (point ? disc(point, stroke.joint, [0, 0, 255]) : []));
  return [group(name, [...lines, ...dots])];
}

function faceSvg(face: Keypoints | undefined, stroke: Stroke): string[] {
  const dots = (face ?? []).flatMap((point) => (point ? disc(point, stroke.faceDot, [255, 255, 255]) : []));
  return dots.length > 0 ? [group('Face', dots)] : [];
}

function disc({ x, y }: Point, radius: number, colour: Rgb, title?: string): string {
  const shape = `cx="${short(x)}" cy="${short(y)}" r="${radius}" fill="rgb(${colour.join(' ')})"`;
  return title === undefined ? `<circle ${shape}/>` : `<circle ${shape}><title>${title}</title></circle>`;
}

function group(name: string, parts: readonly string[]): string {
  return [`<g><title>${escaped(name)}</title>`, ...parts, '</g>'].join('\n');
}

/** Two decimals are finer than anything that is drawn. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  // Control characters may not stand in XML at all, but for tab and ends of lines.
  return text.replaceAll(/(?![\t\n\r])\p{Cc}/gu, '').replaceAll(/[&<>"]/g, (c) => entities[c] ?? c);
}
