/*
 * The contact sheet of a comparison as one picture, labels included.
 */
import type { RgbaImage } from '../../core/image/index.ts';
import type { Grid } from '../../core/request/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';

/** px */
const LABEL_HEIGHT = 28;
const LABEL_WIDTH = 120;
const GAP = 4;
/** Smaller pictures are shown larger, by a whole factor. */
const SMALLEST_CELL = 256;

const GROUND = '#ffffff';
const INK = '#1d1a17';
const FONT = '14px system-ui, sans-serif';

/**
 * Draws the sheet.
 *
 * @param pictures - row by row; missing ones stay empty
 */
export function drawSheet({ columns, rows }: Grid, pictures: readonly RgbaImage[]): RgbaImage {
  const [first] = pictures;
  if (!first)
    throw new ArmatureError({ code: 'bad-request', message: words`The comparison has no picture yet.` });
  const scale = Math.ceil(SMALLEST_CELL / Math.max(first.width, first.height));
  const [cellWidth, cellHeight] = [first.width * scale, first.height * scale];
  const left = rows.length > 1 ? LABEL_WIDTH : GAP;
  const width = left + columns.length * (cellWidth + GAP);
  const height = LABEL_HEIGHT + rows.length * (cellHeight + GAP);
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new ArmatureError({ code: 'internal', message: 'The browser gives no canvas.' });
  context.fillStyle = GROUND;
  context.fillRect(0, 0, width, height);
  context.fillStyle = INK;
  context.font = FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  columns.forEach((label, column) => {
    const middle = left + column * (cellWidth + GAP) + cellWidth / 2;
    context.fillText(label, middle, LABEL_HEIGHT / 2, cellWidth);
  });
  rows.forEach((label, row) => {
    const middle = LABEL_HEIGHT + row * (cellHeight + GAP) + cellHeight / 2;
    context.fillText(label, left / 2, middle, left - 2 * GAP);
  });
  pictures.forEach((picture, i) => {
    const x = left + (i % columns.length) * (cellWidth + GAP);
    const y = LABEL_HEIGHT + Math.floor(i / columns.length) * (cellHeight + GAP);
    context.drawImage(canvasOf(picture), x, y, cellWidth, cellHeight);
  });
  return { width, height, data: new Uint8ClampedArray(context.getImageData(0, 0, width, height).data) };
}

function canvasOf({ width, height, data }: RgbaImage): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  return canvas;
}
