/*
 * The skeleton as vectors: the drawing's colours and widths, with names that programs for drawing show.
 */
import { figureName } from '../labels.ts';
import type { DrawingOptions } from '../raster/draw-pose.ts';
import { personShapes, type PoseShape, type ShapeColour } from '../shapes.ts';
import type { PartName, Point, Pose } from '../types.ts';

/** How to write the SVG. */
export interface SvgWriting extends DrawingOptions {
  /** Black unless given. */
  readonly background?: 'black' | 'transparent';
}

/**
 * Writes a pose as SVG in the look of its ControlNet drawing: limbs as ellipses at 60 % of their colour, joints as discs,
 * hands and faces over them. Every limb and joint has a title. Hidden people are left out.
 *
 * @returns an SVG document with a view box of the canvas in px
 */
export function poseSvg(pose: Pose, { background = 'black', feet = false, lines }: SvgWriting = {}): string {
  const { width, height } = pose;
  const look = { feet, ...(lines && { lines }) };
  const shown = pose.people.flatMap((person, index) =>
    person.hidden ? [] : [personSvg(figureName(person, index), personShapes(person, pose, look))],
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...(background === 'black' ? [`<rect width="${width}" height="${height}" fill="#000"/>`] : []),
    ...shown,
    '</svg>\n',
  ].join('\n');
}

/** Parts that are groups of their own in the file. */
const GROUPS: Readonly<Partial<Record<PartName, string>>> = {
  feet: 'Feet',
  leftHand: 'Left hand',
  rightHand: 'Right hand',
  face: 'Face',
};

function personSvg(name: string, shapes: readonly PoseShape[]): string {
  const parts = [...new Set(shapes.map(({ part }) => part))].map((part) => {
    const written = shapes.filter((shape) => shape.part === part).flatMap(shapeSvg);
    const own = GROUPS[part];
    return own === undefined ? written : [group(own, written)];
  });
  return group(name, parts.flat());
}

function shapeSvg(shape: PoseShape): string[] {
  switch (shape.kind) {
    case 'ellipse':
      return [ellipse(shape)];
    case 'line':
      return [line(shape)];
    case 'discs':
      return shape.centres.map((centre) => disc(centre, shape.radius, shape.colour, shape.title));
  }
}

type Shape<Kind extends PoseShape['kind']> = Extract<PoseShape, { readonly kind: Kind }>;

function ellipse({ centre, semiAxes, radians, colour, title = '' }: Shape<'ellipse'>): string {
  const place = `translate(${short(centre.x)} ${short(centre.y)}) rotate(${short((radians * 180) / Math.PI)})`;
  const shape = `rx="${short(semiAxes.along)}" ry="${semiAxes.across}" fill="rgb(${colour.join(' ')})"`;
  return `<ellipse transform="${place}" ${shape}><title>${title}</title></ellipse>`;
}

function line({ from, to, width, colour }: Shape<'line'>): string {
  const ends = `x1="${short(from.x)}" y1="${short(from.y)}" x2="${short(to.x)}" y2="${short(to.y)}"`;
  return `<line ${ends} stroke="rgb(${colour.join(' ')})" stroke-width="${width}" stroke-linecap="round"/>`;
}

function disc({ x, y }: Point, radius: number, colour: ShapeColour, title?: string): string {
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
