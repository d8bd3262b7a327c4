import { builtInModel } from '../../tools/cli/read-inputs.ts';

/** The model that comes with the page. */
export const { entry: BUILT_IN } = await builtInModel();

/** The side in px of its pictures, which are square. */
export const SIDE = BUILT_IN.defaults.width;
