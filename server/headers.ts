import { ISOLATION_HEADERS } from '../core/contract/index.ts';
import { policyHeader, type PolicySettings } from './content-security-policy.ts';

/** The camera is asked for when the person presses a button; pages that embed this one pass it on by `allow`. */
const PERMISSIONS = 'camera=(self)';
/** What the page has no use for is out of reach of its dependencies, too. */
const NO_PERMISSIONS = [
  'accelerometer',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

/** Headers of every answer with a file of the page. */
export function pageHeaders(policy: PolicySettings): Readonly<Record<string, string>> {
  return {
    ...ISOLATION_HEADERS,
    'Content-Security-Policy': policyHeader(policy),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': [PERMISSIONS, ...NO_PERMISSIONS.map((name) => `${name}=()`)].join(', '),
  };
}

/** The page, which isolated pages of other sites may frame, and the module with which they do. */
const FOR_OTHERS = /^\/(?:(?:index\.html)?$|embed\/)/;
/** A module of another site is fetched by CORS. */
const MODULE = /^\/embed\/[\w.-]+$/;

/**
 * Headers of the files that are there for other sites, in the place of the page's own.
 *
 * @param path - of the file, from the top of the build
 */
export function headersForOthers(path: string): Readonly<Record<string, string>> {
  return {
    ...(FOR_OTHERS.test(path) && { 'Cross-Origin-Resource-Policy': 'cross-origin' }),
    ...(MODULE.test(path) && { 'Access-Control-Allow-Origin': '*' }),
  };
}
