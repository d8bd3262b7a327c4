export { AXES, AXIS_NAMES, gridOf } from './axes.ts';
export type { AxisChoice, AxisName, Grid } from './axes.ts';
export { combinationsOf, MOST_IN_BATCH, requestsOfTable } from './batch/index.ts';
export type { Combinations, TableHost, TableProblem, TableReading, WordsOf } from './batch/index.ts';
export { controlPicture } from './control-picture.ts';
export { REQUEST_LIMITS } from './limits.ts';
export { again, type Upscaling, upscaledTexts, upscalingSchema } from './upscaled-texts.ts';
export { pictureTexts, VERDICTS } from './picture-texts.ts';
export type { PictureAddons, PlaceInRun } from './picture-texts.ts';
export { noRecipe, recipeFrom } from './recipe/index.ts';
export type { Recipe, RequestSettings } from './recipe/index.ts';
export { CONTROL_MODES, parseGenerateRequest, PICTURE_FIELDS, REQUEST_FIELDS } from './schema.ts';
export type {
  CheckedRequest,
  ControlInput,
  ControlMode,
  GenerateRequest,
  InitInput,
  SeededRequest,
} from './schema.ts';
