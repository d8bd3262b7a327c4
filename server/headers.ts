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
