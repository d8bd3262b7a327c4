/*
 * Names of things in lists of core, of the page and of the manifest, which the page says by `named`: no template in the source has them.
 */
import { listedEntries, type ModelsManifest } from '../../core/manifest/index.ts';
import {
  BODY_KEYPOINT_NAMES,
  CANVAS_PRESETS,
  FOOT_KEYPOINT_NAMES,
  HAND_PRESET_LABELS,
  POSE_CATEGORIES,
  poseEntries,
} from '../../core/pose/index.ts';
import { OWN_NEGATIVES } from '../../app/prompts/own/negatives.ts';
import { OWN_STYLES } from '../../app/prompts/own/styles.ts';
import { ANIMAL_KEYPOINT_NAMES } from '../../core/pose/animal.ts';
import { PARTS_OF_NAMES } from '../../core/pose/labels.ts';
import {
  BONE_NAMES,
  boneLabel,
  CAMERA_VIEWS,
  freedomsOf,
  HAND_SHAPE_LABELS,
  HANDLE_LABELS,
} from '../../core/pose3d/index.ts';
import { BACKEND_FACTS } from '../../core/remote/index.ts';
import { inMessage } from '../../core/words/index.ts';

const labelOf = ({ label }: { readonly label: string }): string => label;
const descriptionOf = ({ description }: { readonly description: string }): string => description;

/** The ids of all names, each once. */
export function namesOf(manifest: ModelsManifest): string[] {
  const names = [
    ...[BODY_KEYPOINT_NAMES, FOOT_KEYPOINT_NAMES, ANIMAL_KEYPOINT_NAMES, PARTS_OF_NAMES].flat(),
    ...[HAND_PRESET_LABELS, HAND_SHAPE_LABELS, HANDLE_LABELS].flatMap((table) =>
      Object.values<string>(table),
    ),
    ...[...CANVAS_PRESETS, ...POSE_CATEGORIES, ...poseEntries(), ...Object.values(CAMERA_VIEWS)].map(labelOf),
    ...BONE_NAMES.flatMap((bone) => [boneLabel(bone), ...freedomsOf(bone).map(labelOf)]),
    ...[...OWN_STYLES.map(({ group }) => group), ...OWN_NEGATIVES.map(({ name }) => name)],
    ...[...listedEntries(manifest), ...BACKEND_FACTS].map(descriptionOf),
  ];
  return [...new Set(names)].filter((name) => name !== '').map(inMessage);
}
