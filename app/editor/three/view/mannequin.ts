/* One person as a jointed doll. */
import { Group, Mesh, type MeshStandardMaterial, type Object3D } from 'three';
import {
  BONE_NAMES,
  type BoneName,
  type Figure,
  framesOf,
  measuresOf,
} from '../../../../core/pose3d/index.ts';
import { boneShape } from './shapes.ts';

/** Surfaces of dolls. */
export interface DollMaterials {
  readonly body: MeshStandardMaterial;
  readonly ball: MeshStandardMaterial;
  /** People that are not selected. */
  readonly quiet: MeshStandardMaterial;
  /** The bone that is turned. */
  readonly chosen: MeshStandardMaterial;
}

/** Whose and which part a solid is. */
export interface DollPart {
  readonly person: number;
  readonly bone: BoneName;
}

/** A doll in a three.js scene. */
export class Mannequin {
  readonly root = new Group();
  readonly #person: number;
  readonly #materials: DollMaterials;
  readonly #bones = new Map<BoneName, Group>();
  #shown: Figure | undefined;

  constructor(person: number, materials: DollMaterials) {
    this.#person = person;
    this.#materials = materials;
    for (const bone of BONE_NAMES) {
      const group = new Group();
      this.#bones.set(bone, group);
      this.root.add(group);
    }
  }

  /** Puts the doll into a figure's pose; solids are made anew only where the body has changed. */
  show(figure: Figure, isSelected: boolean, chosen: BoneName | undefined): void {
    const measures = measuresOf(figure.build);
    const rebuilds = this.#shown?.build !== figure.build || this.#shown.hands !== figure.hands;
    if (rebuilds) this.#build(figure);
    const frames = framesOf(figure, measures);
    for (const [bone, group] of this.#bones) {
      const { origin, rotation } = frames[bone];
      group.position.set(origin.x, origin.y, origin.z);
      group.quaternion.set(rotation.x, rotation.y, rotation.z, rotation.w);
      const [body, ball] = group.children;
      const materials = this.#materials;
      const flesh = !isSelected ? materials.quiet : bone === chosen ? materials.chosen : materials.body;
      if (isSolid(body)) body.material = flesh;
      if (isSolid(ball)) ball.material = isSelected ? materials.ball : materials.quiet;
    }
    this.#shown = figure;
  }

  dispose(): void {
    for (const group of this.#bones.values()) emptied(group);
    this.root.removeFromParent();
  }

  #build(figure: Figure): void {
    const measures = measuresOf(figure.build);
    for (const [bone, group] of this.#bones) {
      emptied(group);
      const { body, ball } = boneShape(bone, figure, measures);
      const part: DollPart = { person: this.#person, bone };
      for (const geometry of ball ? [body, ball] : [body]) {
        const mesh = new Mesh(geometry, this.#materials.body);
        mesh.castShadow = true;
        mesh.receiveShadow = true;
        mesh.userData['part'] = part;
        group.add(mesh);
      }
    }
  }
}

function emptied(group: Group): void {
  for (const child of group.children) if (isSolid(child)) child.geometry.dispose();
  group.clear();
}

function isSolid(child: Object3D | undefined): child is Mesh {
  return child instanceof Mesh;
}
