import { ArmatureError } from '../../../../core/result/index.ts';
import { words } from '../../../../core/words/index.ts';

/** @throws ArmatureError `unsupported-backend` where the browser draws no 3D graphics */
export function requireWebGl(): void {
  if (document.createElement('canvas').getContext('webgl2')) return;
  throw new ArmatureError({
    code: 'unsupported-backend',
    message: words`This browser draws no 3D graphics (WebGL 2).`,
    next: words`Turn on hardware acceleration in its settings, or pose in the editor, which does not need it.`,
  });
}
