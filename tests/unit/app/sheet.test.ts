import { describe, expect, it } from 'vitest';
import { nearestRise } from '../../../app/sheet/drag.ts';

describe('the sheet of a phone', () => {
  it.each([
    [40, 'peek'],
    [300, 'peek'],
    [360, 'half'],
    [600, 'half'],
    [700, 'full'],
    [1200, 'full'],
  ])('let go of at %i px of 844 it goes to %s', (height, rise) => {
    expect(nearestRise(height, 844)).toBe(rise);
  });
});
