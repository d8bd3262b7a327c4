/* What reads and writes pictures and drawings, which the first view does not need. */
export { readPngTexts } from '../../core/png/index.ts';
export { poseSvg, readPose, readSkeletonPicture, skeletonPng } from '../../core/pose/index.ts';
export { recipeFrom } from '../../core/request/index.ts';
export { projectFrom } from '../../core/share/index.ts';
export { pictureFile, plainPng } from './picture-file.ts';
export { pictureProject, skeletonProject } from './project-file.ts';
