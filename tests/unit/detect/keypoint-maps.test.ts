/*
 * Reading the maps of our own network, against the decoder that training measures itself with.
 */
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeKeypointMaps, halveTowards, type KeypointMaps } from '../../../core/detect/index.ts';
import { peaksOf, type Plane } from '../../../core/detect/heat-peaks.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import { floatsFrom, memorySource, openSafetensors } from '../../../core/weights/index.ts';

const FIXTURES = new URL('../../fixtures/keypoints/', import.meta.url);

type Row = (readonly number[] | null)[];

interface People {
  /** As Python reads them: x, y, confidence. */
  readonly found: readonly Row[];
  /** As they were drawn: x, y. */
  readonly drawn: readonly Row[];
}

let maps: Record<keyof KeypointMaps, { shape: readonly number[]; data: Float32Array }>;
let people: People;

beforeAll(async () => {
  const file = await openSafetensors(
    memorySource(await readFile(new URL('maps.safetensors', FIXTURES))),
    'maps',
  );
  const read = async (name: string) => {
    const entry = file.entries.get(name);
    if (!entry) throw new Error(`The fixture has no ${name}.`);
    return { shape: entry.shape, data: floatsFrom(await file.read(name), entry.dtype, name) };
  };
  maps = { heat: await read('heat'), offset: await read('offset'), vector: await read('vector') };
  people = JSON.parse(await readFile(new URL('people.json', FIXTURES), 'utf8')) as People;
});

function rowsOf(keypoints: Float32Array): Row {
  return Array.from({ length: keypoints.length / 3 }, (_, i) => {
    const point = [...keypoints.subarray(3 * i, 3 * i + 3)];
    return point[2] === 0 ? null : point;
  });
}

describe('decodeKeypointMaps', () => {
  it('finds the people that Python finds, point by point', () => {
    const found = decodeKeypointMaps(maps, 1).map(({ keypoints }) => rowsOf(keypoints));
    expect(found).toHaveLength(people.found.length);
    found.forEach((row, person) =>
      row.forEach((point, joint) => {
        const wanted = people.found[person]?.[joint] ?? null;
        expect(point === null, `person ${person}, joint ${joint}`).toBe(wanted === null);
        point?.forEach((value, i) => expect(value).toBeCloseTo(wanted?.[i] ?? Number.NaN, 2));
      }),
    );
  });

  it('gives each of two people their own points, to within a px of where they were drawn', () => {
    const found = decodeKeypointMaps(maps, 1).map(({ keypoints }) => rowsOf(keypoints));
    for (const drawn of people.drawn) {
      const own = found.filter((row) => Math.abs((row[1]?.[0] ?? NaN) - (drawn[1]?.[0] ?? NaN)) < 5);
      expect(own).toHaveLength(1);
      drawn.forEach((point, joint) => {
        const seen = own[0]?.[joint];
        expect(seen === null, `joint ${joint}`).toBe(point === null);
        if (point && seen) {
          expect(Math.hypot(seen[0]! - point[0]!, seen[1]! - point[1]!), `joint ${joint}`).toBeLessThan(1);
        }
      });
    }
  });

  it('gives px of the picture where the network saw it smaller or larger', () => {
    const [same] = decodeKeypointMaps(maps, 1);
    const [larger] = decodeKeypointMaps(maps, 0.25);
    expect(larger?.keypoints[0]).toBeCloseTo(4 * (same?.keypoints[0] ?? NaN), 3);
    expect(larger?.keypoints[2]).toBe(same?.keypoints[2]);
  });

  it('finds nobody where there is no heat', () => {
    const heat = { ...maps.heat, data: maps.heat.data.map(() => -6) };
    expect(decodeKeypointMaps({ ...maps, heat }, 1)).toEqual([]);
  });

  it('refuses maps of another network', () => {
    const heat = { shape: [1, 18, 24, 24], data: maps.heat.data.subarray(0, 18 * 576) };
    expect(() => decodeKeypointMaps({ ...maps, heat }, 1)).toThrow(ArmatureError);
    expect(() => decodeKeypointMaps({ ...maps, vector: undefined }, 1)).toThrow(/vectors/);
  });
});

describe('peaksOf', () => {
  const plane = (values: readonly number[]): Plane => ({
    width: 3,
    height: 3,
    values: Float32Array.from(values),
  });

  it('takes the first of equal neighbours and nothing below the least', () => {
    expect(peaksOf(plane([0, 0, 0, 0, 0.5, 0.5, 0, 0, 0]), 0.1)).toEqual([4]);
    expect(peaksOf(plane([0.9, 0, 0, 0, 0, 0, 0, 0, 0.8]), 0.85)).toEqual([0]);
    expect(peaksOf(plane([0.9, 0, 0, 0, 0, 0, 0, 0, 0.8]), 0.1)).toEqual([0, 8]);
  });
});

describe('halveTowards', () => {
  const field = { width: 4, height: 4 };
  const picture = (width: number, height: number, value: (x: number, y: number) => number) => ({
    ...{ width, height },
    data: Uint8ClampedArray.from({ length: width * height * 3 }, (_, i) => {
      const pixel = Math.floor(i / 3);
      return value(pixel % width, Math.floor(pixel / width));
    }),
  });

  it('averages away detail that the field cannot show', () => {
    const checked = picture(16, 16, (x, y) => ((x + y) % 2) * 200);
    const halved = halveTowards(checked, field);
    expect([halved.width, halved.height]).toEqual([4, 4]);
    expect([...halved.data].every((value) => value === 100)).toBe(true);
  });

  it('leaves a picture alone that is less than twice as large as it is shown', () => {
    const small = picture(7, 5, (x) => x);
    expect(halveTowards(small, field)).toBe(small);
    expect(
      halveTowards(
        picture(9, 3, (x) => x),
        field,
      ),
    ).toMatchObject({ width: 4, height: 1 });
  });
});
