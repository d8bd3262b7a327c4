import { describe, expect, it } from 'vitest';
import { draggedTo, rangeOf, rowsOf } from '../../../app/editor/panels/people-order.ts';

describe('list of people', () => {
  it('has whoever is drawn last at the top', () => {
    expect(rowsOf(3)).toEqual([2, 1, 0]);
    expect(rowsOf(0)).toEqual([]);
  });

  it('selects ranges in both directions', () => {
    expect(rangeOf(1, 3)).toEqual([1, 2, 3]);
    expect(rangeOf(3, 1)).toEqual([1, 2, 3]);
    expect(rangeOf(2, 2)).toEqual([2]);
  });

  it('takes a row that is dragged down further below in the drawing, and not beyond the ends', () => {
    expect(draggedTo(2, 1.2, 4)).toBe(1);
    expect(draggedTo(2, -0.6, 4)).toBe(3);
    expect(draggedTo(2, 0.4, 4)).toBe(2);
    expect(draggedTo(2, 99, 4)).toBe(0);
    expect(draggedTo(2, -99, 4)).toBe(3);
  });
});
