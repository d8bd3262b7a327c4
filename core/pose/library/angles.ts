/*
 * Turns of the library's poses, in degrees, of someone who faces the viewer.
 */
import { aroundAxis, AXIS, type Quaternion, radians } from '../../space/index.ts';

/** Forward: up goes towards the viewer. */
export function aboutX(degrees: number): Quaternion {
  return aroundAxis(AXIS.x, radians(degrees));
}

/** To one's own left: who faces the viewer then faces the viewer's right. */
export function aboutY(degrees: number): Quaternion {
  return aroundAxis(AXIS.y, radians(degrees));
}

/** Sideways, to one's own left: up goes to the viewer's right. */
export function aboutZ(degrees: number): Quaternion {
  return aroundAxis(AXIS.z, radians(-degrees));
}
