/* What the camera sees of the people alone, as pictures that other ControlNets take. */
import {
  Box3,
  type Material,
  MeshDepthMaterial,
  MeshNormalMaterial,
  PerspectiveCamera,
  RGBADepthPacking,
  Scene,
  Sphere,
  Vector3,
  WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import {
  cannyEdges,
  depthMap,
  facingMap,
  gaussianBlur,
  normalMap,
  type RgbaImage,
  rgbaFromGrey,
} from '../../../../core/image/index.ts';
import type { CanvasSize } from '../../../../core/pose/index.ts';
import { cameraFrame, type OrbitCamera } from '../../../../core/pose3d/index.ts';
import { ArmatureError } from '../../../../core/result/index.ts';
import { words } from '../../../../core/words/index.ts';
import type { SceneState } from '../scene/store.ts';
import { Mannequin } from './mannequin.ts';
import { dollMaterials } from './surroundings.ts';
import { requireWebGl } from './webgl.ts';

/** What can be drawn of the people. */
export type MapKind = 'depth' | 'normal' | 'edges';

/** Those of ControlNet's canny annotator. */
const THRESHOLDS = { low: 100, high: 200 } as const;

/** The nearest that the camera sees, in metres. */
const NEAR = 0.05;

/**
 * Draws the people of a scene, without floor and handles, at the size of the canvas and as the skeleton is projected.
 *
 * @throws ArmatureError `unsupported-backend` or `adapter-lost` without 3D graphics, `bad-request` where nobody is seen
 */
export function drawMap(
  kind: MapKind,
  { people, camera }: Pick<SceneState, 'people' | 'camera'>,
  canvas: CanvasSize,
): RgbaImage {
  requireWebGl();
  const materials = dollMaterials();
  const scene = new Scene();
  const dolls = people.map(({ id, figure }) => {
    const doll = new Mannequin(id, materials);
    doll.show(figure, true, undefined);
    scene.add(doll.root);
    return doll;
  });
  const renderer = new WebGLRenderer();
  try {
    const view = cameraOf(camera, canvas, scene);
    return kind === 'depth'
      ? depthsOf(renderer, scene, view, canvas)
      : facesOf(kind, renderer, scene, view, canvas);
  } finally {
    for (const doll of dolls) doll.dispose();
    for (const material of [materials.body, materials.ball, materials.quiet, materials.chosen])
      material.dispose();
    renderer.dispose();
    renderer.forceContextLoss();
  }
}

function depthsOf(
  renderer: WebGLRenderer,
  scene: Scene,
  camera: PerspectiveCamera,
  { width, height }: CanvasSize,
): RgbaImage {
  // Packed numbers must not be blended.
  const target = new WebGLRenderTarget(width, height);
  const packed = rendered(
    renderer,
    scene,
    camera,
    target,
    new MeshDepthMaterial({ depthPacking: RGBADepthPacking }),
  );
  const { near, far } = camera;
  const depths = Float32Array.from({ length: width * height }, (_, i) => {
    const byte = (k: number): number => packed[4 * i + k] ?? 0;
    const share = (byte(0) + byte(1) / 2 ** 8 + byte(2) / 2 ** 16 + byte(3) / 255 / 2 ** 16) / 2 ** 8;
    return share === 0 ? Infinity : (near * far) / (far - share * (far - near));
  });
  return rgbaFromGrey(depthMap(depths, width, height));
}

function facesOf(
  kind: 'normal' | 'edges',
  renderer: WebGLRenderer,
  scene: Scene,
  camera: PerspectiveCamera,
  { width, height }: CanvasSize,
): RgbaImage {
  const target = new WebGLRenderTarget(width, height, { samples: 4 });
  const seen = { width, height, data: rendered(renderer, scene, camera, target, new MeshNormalMaterial()) };
  if (kind === 'normal') return normalMap(seen);
  return rgbaFromGrey(cannyEdges(gaussianBlur(facingMap(seen)), THRESHOLDS));
}

/** Renders into a target whose pixels are all 0 where nobody is, and gives them back with rows from the top. */
function rendered(
  renderer: WebGLRenderer,
  scene: Scene,
  camera: PerspectiveCamera,
  target: WebGLRenderTarget,
  material: Material,
): Uint8Array {
  const { width, height } = target;
  scene.overrideMaterial = material;
  renderer.setClearColor('#000000', 0);
  renderer.setRenderTarget(target);
  renderer.render(scene, camera);
  const pixels = new Uint8Array(width * height * 4);
  renderer.readRenderTargetPixels(target, 0, 0, width, height, pixels);
  target.dispose();
  material.dispose();
  if (renderer.getContext().isContextLost()) throw lost();
  if (!pixels.some((value) => value > 0)) throw nobody();
  return flipped(pixels, width * 4);
}

function flipped(pixels: Uint8Array, stride: number): Uint8Array {
  const turned = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at += stride) {
    turned.set(pixels.subarray(at, at + stride), pixels.length - stride - at);
  }
  return turned;
}

/** The camera that the skeleton is projected with, whose range fits the people, so that depth is as fine as can be. */
function cameraOf(view: OrbitCamera, { width, height }: CanvasSize, scene: Scene): PerspectiveCamera {
  const { place, forward } = cameraFrame(view);
  const { center, radius } = new Box3().setFromObject(scene).getBoundingSphere(new Sphere());
  const depth = center.sub(place).dot(new Vector3(forward.x, forward.y, forward.z));
  const near = Math.max(NEAR, depth - radius);
  const camera = new PerspectiveCamera(
    view.fieldOfView,
    width / height,
    near,
    Math.max(depth + radius, 2 * NEAR),
  );
  camera.position.set(place.x, place.y, place.z);
  camera.lookAt(view.target.x, view.target.y, view.target.z);
  return camera;
}

function nobody(): ArmatureError {
  return new ArmatureError({
    code: 'bad-request',
    message: words`The camera sees nobody, so there is nothing to save.`,
    next: words`Turn the camera to a figure, or add one.`,
  });
}

function lost(): ArmatureError {
  return new ArmatureError({
    code: 'adapter-lost',
    message: words`The browser took the 3D graphics away while the map was drawn.`,
    next: words`Save it once more, or take the pose over and open 3D again.`,
  });
}
