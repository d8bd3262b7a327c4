/* The diagrams of the inspector. */
import { describe, expect, it } from 'vitest';
import { diagramOf, limbOfEdge, placeNear } from '../../../app/editor/panels/point-maps.ts';
import { ANIMAL_EDGES, BODY_LIMBS, limbsOf, PART_NAMES, standingAnimal } from '../../../core/pose/index.ts';

describe('a press on a diagram', () => {
  it.each(PART_NAMES)('means the nearest point of: %s', (part) => {
    const diagram = diagramOf(part);
    diagram.places.forEach((place, joint) => {
      expect(placeNear(diagram, { x: place.x + 0.5, y: place.y - 0.5 })).toBe(joint);
    });
  });

  it('means a point of the face from 12 px beside it, and none from afar', () => {
    const diagram = diagramOf('face');
    const chin = diagram.places[8]!;
    expect(placeNear(diagram, { x: chin.x, y: chin.y + 12 })).toBe(8);
    expect(placeNear(diagram, { x: chin.x, y: chin.y + 20 })).toBeUndefined();
  });
});

describe('a line of a diagram', () => {
  it('stands for its limb, of people and of animals; between the eyes of an animal for none', () => {
    expect(BODY_LIMBS.map((edge) => limbOfEdge(BODY_LIMBS, 'body', edge))).toEqual([...BODY_LIMBS.keys()]);
    const limbs = limbsOf(standingAnimal({ width: 512, height: 512 }));
    const found = ANIMAL_EDGES.map((edge) => limbOfEdge(limbs, 'animal', edge));
    expect(found[0]).toBeUndefined();
    expect(new Set(found.slice(1))).toEqual(new Set(limbs.keys()));
    expect(limbOfEdge(limbs, 'leftHand', [0, 1])).toBeUndefined();
  });
});
