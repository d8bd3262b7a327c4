/* Light, floor and air around the people. */
import {
  CircleGeometry,
  Color,
  DirectionalLight,
  Fog,
  GridHelper,
  Group,
  HemisphereLight,
  Mesh,
  MeshStandardMaterial,
  type Scene,
  ShadowMaterial,
} from 'three';
import type { OrbitCamera } from '../../../../core/pose3d/index.ts';
import type { DollMaterials } from './mannequin.ts';

const FLOOR_RADIUS = 20;
const GRID_STEPS = 80;
/** Half the side of the floor on which shadows fall, in metres. */
const SHADOW_REACH = 3;

/** The colours of the page's theme. */
export interface Palette {
  readonly ground: string;
  readonly line: string;
  readonly accent: string;
  readonly isDark: boolean;
}

/** Reads the theme of the page. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ground: read('--surface-sunk'),
    line: read('--line'),
    accent: read('--accent'),
    isDark: document.documentElement.dataset['theme'] === 'dark',
  };
}

/** Makes the surfaces of dolls: fired clay with copper where it matters. */
export function dollMaterials(): DollMaterials {
  return {
    body: new MeshStandardMaterial({ color: '#cdb7a3', roughness: 0.62 }),
    ball: new MeshStandardMaterial({ color: '#8c6a55', roughness: 0.5 }),
    quiet: new MeshStandardMaterial({ color: '#a39c96', roughness: 0.8 }),
    chosen: new MeshStandardMaterial({ color: '#e07b3c', roughness: 0.5 }),
  };
}

/** Everything around the people. */
export class Surroundings {
  readonly #scene: Scene;
  readonly #root = new Group();
  readonly #sun = new DirectionalLight('#fff4e8', 2.1);
  readonly #sky = new HemisphereLight('#ffffff', '#b9a898', 2.1);
  readonly #rim = new DirectionalLight('#dfe8ff', 0.9);
  readonly #fog = new Fog('#000000', 6, 16);
  readonly #shadow = new ShadowMaterial({ opacity: 0.2 });
  readonly #floor = new Mesh(new CircleGeometry(FLOOR_RADIUS, 48).rotateX(-Math.PI / 2), this.#shadow);
  #grid: GridHelper | undefined;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#sun.castShadow = true;
    this.#sun.shadow.mapSize.set(1024, 1024);
    this.#sun.shadow.radius = 3;
    this.#sun.shadow.normalBias = 0.02;
    const { camera } = this.#sun.shadow;
    [camera.left, camera.right, camera.bottom, camera.top] = [
      -SHADOW_REACH,
      SHADOW_REACH,
      -SHADOW_REACH,
      SHADOW_REACH,
    ];
    this.#floor.receiveShadow = true;
    this.#root.add(this.#sun, this.#sun.target, this.#sky, this.#rim, this.#floor);
    scene.add(this.#root);
    scene.fog = this.#fog;
  }

  recolour({ ground, line, isDark }: Palette): void {
    this.#scene.background = new Color(ground);
    this.#fog.color.set(ground);
    this.#shadow.opacity = isDark ? 0.45 : 0.2;
    this.#removeGrid();
    this.#grid = new GridHelper(2 * FLOOR_RADIUS, GRID_STEPS, line, line);
    this.#grid.position.y = 0.001;
    this.#root.add(this.#grid);
  }

  /** Light falls where the camera looks; the air gets thick behind it. */
  follow({ target, distance, azimuth }: OrbitCamera): void {
    this.#sun.target.position.set(target.x, 0, target.z);
    this.#sun.position.set(target.x + 1.8, 3.8, target.z + 4.2);
    const behind = ((azimuth + 150) * Math.PI) / 180;
    this.#rim.position.set(4 * Math.sin(behind), 3, 4 * Math.cos(behind));
    this.#fog.near = distance + 2;
    this.#fog.far = distance + 9;
  }

  dispose(): void {
    this.#removeGrid();
    this.#floor.geometry.dispose();
    this.#shadow.dispose();
    this.#sun.dispose();
    this.#root.removeFromParent();
  }

  #removeGrid(): void {
    this.#grid?.removeFromParent();
    this.#grid?.dispose();
  }
}
