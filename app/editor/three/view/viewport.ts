/* The scene as three.js draws it. What it shows is decided outside; what the person does in it is reported. */
import {
  NeutralToneMapping,
  Object3D,
  PCFShadowMap,
  PerspectiveCamera,
  Raycaster,
  Scene,
  Vector2,
  WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { TransformControls } from 'three/addons/controls/TransformControls.js';
import type { CanvasSize } from '../../../../core/pose/index.ts';
import {
  type BoneName,
  cameraFrame,
  framesOf,
  type OrbitCamera,
  type Quaternion,
} from '../../../../core/pose3d/index.ts';
import { type Frame, frameIn } from '../frame.ts';
import type { SceneState } from '../scene/store.ts';
import { type DollPart, Mannequin } from './mannequin.ts';
import { dollMaterials, paletteOf, Surroundings } from './surroundings.ts';
import { requireWebGl } from './webgl.ts';

/** What the person does in the scene. */
export interface ViewportEvents {
  readonly onPick: (part: DollPart | undefined) => void;
  readonly onLook: (camera: OrbitCamera) => void;
  readonly onTurnStart: () => void;
  readonly onTurn: (bone: BoneName, world: Quaternion) => void;
  readonly onTurnEnd: () => void;
  readonly onLost: () => void;
}

const DEGREES = 180 / Math.PI;
/** A press that moves less than this, in px, is a click. */
const CLICK = 5;

/** A three.js scene in an element. */
export class Viewport {
  readonly #host: HTMLElement;
  readonly #events: ViewportEvents;
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera(35, 1, 0.05, 200);
  readonly #orbit: OrbitControls;
  readonly #gizmo: TransformControls;
  readonly #pivot = new Object3D();
  readonly #materials = dollMaterials();
  readonly #surroundings = new Surroundings(this.#scene);
  readonly #dolls = new Map<number, Mannequin>();
  readonly #ends = new AbortController();
  #shown: SceneState | undefined;
  #size: CanvasSize = { width: 1, height: 1 };
  #frame: Frame = { left: 0, top: 0, width: 1, height: 1 };
  #scheduled = 0;
  #isApplying = false;

  /** @throws ArmatureError `unsupported-backend` where the browser draws no 3D graphics */
  constructor(host: HTMLElement, events: ViewportEvents) {
    this.#host = host;
    this.#events = events;
    this.#renderer = createRenderer();
    this.#renderer.domElement.className = 'three-canvas';
    host.append(this.#renderer.domElement);
    this.#orbit = new OrbitControls(this.#camera, this.#renderer.domElement);
    this.#orbit.minDistance = 0.3;
    this.#orbit.maxDistance = 60;
    this.#orbit.minPolarAngle = 0.02;
    this.#orbit.maxPolarAngle = Math.PI - 0.02;
    this.#gizmo = new TransformControls(this.#camera, this.#renderer.domElement);
    this.#gizmo.setMode('rotate');
    this.#gizmo.setSpace('local');
    this.#gizmo.setSize(0.62);
    this.#scene.add(this.#pivot, this.#gizmo.getHelper());
    this.#listen();
    this.recolour();
  }

  /** Shows a state of the scene on the editor's canvas. */
  show(state: SceneState, canvas: CanvasSize): void {
    this.#shown = state;
    this.#frame = frameIn(this.#size, canvas);
    this.#showPeople(state);
    this.#showGizmo(state);
    this.#lookWith(state.camera);
    this.#schedule();
  }

  /** Fits the picture to its element. */
  resize(size: CanvasSize): void {
    this.#size = size;
    this.#renderer.setPixelRatio(Math.min(devicePixelRatio, 2));
    this.#renderer.setSize(size.width, size.height);
  }

  /** Takes on the colours of the page's theme. */
  recolour(): void {
    this.#surroundings.recolour(paletteOf(this.#host));
    this.#schedule();
  }

  /** Gives back everything that the graphics card holds. */
  dispose(): void {
    this.#ends.abort();
    cancelAnimationFrame(this.#scheduled);
    this.#orbit.dispose();
    this.#gizmo.detach();
    this.#gizmo.dispose();
    for (const doll of this.#dolls.values()) doll.dispose();
    this.#surroundings.dispose();
    const { body, ball, quiet, chosen } = this.#materials;
    for (const material of [body, ball, quiet, chosen]) material.dispose();
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
    this.#renderer.domElement.remove();
  }

  #listen(): void {
    const { signal } = this.#ends;
    const canvas = this.#renderer.domElement;
    this.#orbit.addEventListener('change', () => this.#report());
    this.#gizmo.addEventListener('change', () => this.#schedule());
    this.#gizmo.addEventListener('objectChange', () => {
      const { x, y, z, w } = this.#pivot.quaternion;
      if (this.#shown?.bone) this.#events.onTurn(this.#shown.bone, { x, y, z, w });
    });
    this.#gizmo.addEventListener('dragging-changed', ({ value }) => {
      this.#orbit.enabled = value !== true;
      if (value === true) this.#events.onTurnStart();
      else this.#events.onTurnEnd();
    });
    let pressed: PointerEvent | undefined;
    canvas.addEventListener('pointerdown', (event) => (pressed = event), { signal });
    canvas.addEventListener(
      'pointerup',
      (event) => {
        const isClick =
          pressed && Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) < CLICK;
        // The gizmo has its axis while the pointer is on it.
        if (isClick && event.button === 0 && !this.#gizmo.axis) this.#events.onPick(this.#partAt(event));
      },
      { signal },
    );
    canvas.addEventListener('webglcontextlost', () => this.#events.onLost(), { signal });
  }

  #partAt(event: PointerEvent): DollPart | undefined {
    const { left, top } = this.#renderer.domElement.getBoundingClientRect();
    const x = ((event.clientX - left) / this.#size.width) * 2 - 1;
    const y = 1 - ((event.clientY - top) / this.#size.height) * 2;
    const ray = new Raycaster();
    ray.setFromCamera(new Vector2(x, y), this.#camera);
    const [hit] = ray.intersectObjects([...this.#dolls.values()].map(({ root }) => root));
    return hit?.object.userData['part'] as DollPart | undefined;
  }

  #showPeople({ people, selected, bone }: SceneState): void {
    for (const [id, doll] of this.#dolls) {
      if (people.some((person) => person.id === id)) continue;
      doll.dispose();
      this.#dolls.delete(id);
    }
    for (const { id, figure } of people) {
      let doll = this.#dolls.get(id);
      if (!doll) {
        doll = new Mannequin(id, this.#materials);
        this.#dolls.set(id, doll);
        this.#scene.add(doll.root);
      }
      doll.show(figure, id === selected, bone);
    }
  }

  #showGizmo({ people, selected, bone }: SceneState): void {
    const person = people.find(({ id }) => id === selected);
    if (!person || !bone) {
      this.#gizmo.detach();
      return;
    }
    const { origin, rotation } = framesOf(person.figure)[bone];
    this.#pivot.position.set(origin.x, origin.y, origin.z);
    this.#pivot.quaternion.set(rotation.x, rotation.y, rotation.z, rotation.w);
    this.#gizmo.attach(this.#pivot);
  }

  #lookWith(view: OrbitCamera): void {
    const { place } = cameraFrame(view);
    this.#isApplying = true;
    this.#camera.position.set(place.x, place.y, place.z);
    this.#orbit.target.set(view.target.x, view.target.y, view.target.z);
    // The field of view is the canvas's; around it more is seen.
    const half = Math.tan(view.fieldOfView / 2 / DEGREES) * (this.#size.height / this.#frame.height);
    this.#camera.fov = 2 * Math.atan(half) * DEGREES;
    this.#camera.aspect = this.#size.width / this.#size.height;
    this.#camera.updateProjectionMatrix();
    this.#orbit.update();
    this.#surroundings.follow(view);
    this.#isApplying = false;
  }

  #report(): void {
    if (this.#isApplying || !this.#shown) return;
    const { x, y, z } = this.#orbit.target;
    this.#events.onLook({
      azimuth: this.#orbit.getAzimuthalAngle() * DEGREES,
      elevation: 90 - this.#orbit.getPolarAngle() * DEGREES,
      distance: this.#orbit.getDistance(),
      target: { x, y, z },
      fieldOfView: this.#shown.camera.fieldOfView,
    });
  }

  #schedule(): void {
    if (this.#scheduled !== 0) return;
    this.#scheduled = requestAnimationFrame(() => {
      this.#scheduled = 0;
      this.#renderer.render(this.#scene, this.#camera);
    });
  }
}

function createRenderer(): WebGLRenderer {
  requireWebGl();
  const renderer = new WebGLRenderer({ antialias: true });
  renderer.toneMapping = NeutralToneMapping;
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;
  return renderer;
}
