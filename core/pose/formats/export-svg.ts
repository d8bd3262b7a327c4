/*
 * The skeleton as vectors: the drawing's colours and widths, with names that programs for drawing show.
 */
import { ANIMAL_COLOURS, ANIMAL_EDGES } from '../animal.ts';
import { figureName } from '../labels.ts';
import {
  BODY,
  BODY_COLOURS,
  BODY_KEYPOINT_NAMES,
  BODY_LIMBS,
  type Edge,
  FOOT_COLOURS,
  FOOT_KEYPOINT_NAMES,
  HAND_COLOURS,
  HAND_EDGES,
} from '../skeleton.ts';
import type { Keypoints, Person, Point, Pose } from '../types.ts';
import { type DrawingOptions, strokeFor, type Stroke } from '../raster/draw-pose.ts';

/** How to write the SVG. */
export interface SvgWriting extends DrawingOptions {
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
export function poseSvg(pose: Pose, { background = 'black', feet = false, lines }: SvgWriting = {}): string {
  const { width, height } = pose;
  const stroke = strokeFor(pose, lines);
  const shown = pose.people.flatMap((person, index) =>
    person.hidden ? [] : [personSvg(person, figureName(person, index), { stroke, feet })],
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...(background === 'black' ? [`<rect width="${width}" height="${height}" fill="#000"/>`] : []),
    ...shown,
    '</svg>\n',
  ].join('\n');
}

interface PersonDrawing {
  readonly stroke: Stroke;
  readonly feet: boolean;
}

function personSvg(person: Person, name: string, { stroke, feet }: PersonDrawing): string {
  return group(name, [
    ...(feet ? feetSvg(person, stroke) : []),
    ...limbs(person.body, stroke),
    ...person.body.flatMap((point, index) =>
      point ? disc(point, stroke.joint, BODY_COLOURS[index] ?? [0, 0, 0], BODY_KEYPOINT_NAMES[index]) : [],
    ),
    ...handSvg('Left hand', person.leftHand, stroke),
    ...handSvg('Right hand', person.rightHand, stroke),
    ...faceSvg(person.face, stroke),
    ...lineSvg(person.animal ?? [], ANIMAL_EDGES, ANIMAL_COLOURS, stroke.animalLine),
  ]);
}

function limbs(body: Keypoints, stroke: Stroke): string[] {
  return BODY_LIMBS.flatMap(([first, second], limb) => {
    const [from, to] = [body[first], body[second]];
    if (!from || !to) return [];
    const title = `${BODY_KEYPOINT_NAMES[first] ?? ''} to ${BODY_KEYPOINT_NAMES[second] ?? ''}`;
    return ellipse([from, to], stroke.limb, BODY_COLOURS[limb] ?? [0, 0, 0], title);
  });
}

/** A limb at 60 % of its colour. */
function ellipse([from, to]: readonly [Point, Point], across: number, colour: Rgb, title: string): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const centre = `${short((from.x + to.x) / 2)} ${short((from.y + to.y) / 2)}`;
  const turn = short((Math.atan2(dy, dx) * 180) / Math.PI);
  const dimmed = colour.map((part) => Math.trunc(part * 0.6));
  const shape = `rx="${short(Math.hypot(dx, dy) / 2)}" ry="${across}" fill="rgb(${dimmed.join(' ')})"`;
  return `<ellipse transform="translate(${centre}) rotate(${turn})" ${shape}><title>${title}</title></ellipse>`;
}

function feetSvg({ body, feet = [] }: Person, stroke: Stroke): string[] {
  const colourOf = (index: number): Rgb => FOOT_COLOURS[index] ?? [0, 0, 0];
  const lines = feet.flatMap((point, index) => {
    const ankle = index < 3 ? BODY.leftAnkle : BODY.rightAnkle;
    const from = body[ankle];
    if (!point || !from) return [];
    const title = `${BODY_KEYPOINT_NAMES[ankle]} to ${FOOT_KEYPOINT_NAMES[index] ?? ''}`;
    return ellipse([from, point], stroke.limb, colourOf(index), title);
  });
  const dots = feet.flatMap((point, index) =>
    point ? disc(point, stroke.joint, colourOf(index), FOOT_KEYPOINT_NAMES[index]) : [],
  );
  return lines.length + dots.length > 0 ? [group('Feet', [...lines, ...dots])] : [];
}

function handSvg(name: string, hand: Keypoints | undefined, stroke: Stroke): string[] {
  if (!hand) return [];
  const lines = lineSvg(hand, HAND_EDGES, HAND_COLOURS, stroke.handLine);
  const dots = hand.flatMap((point) => (point ? disc(point, stroke.handDot, [0, 0, 255]) : []));
  return [group(name, [...lines, ...dots])];
}

function lineSvg(
  points: Keypoints,
  edges: readonly Edge[],
  colours: readonly Rgb[],
  width: number,
): string[] {
  return edges.flatMap(([first, second], edge) => {
    const [from, to] = [points[first], points[second]];
    if (!from || !to) return [];
    const colour = (colours[edge] ?? [0, 0, 0]).join(' ');
    const ends = `x1="${short(from.x)}" y1="${short(from.y)}" x2="${short(to.x)}" y2="${short(to.y)}"`;
    return `<line ${ends} stroke="rgb(${colour})" stroke-width="${width}" stroke-linecap="round"/>`;
  });
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
