/*
 * The hosts of pictures are open to others than the services: anybody may have a bucket there. So the relay fetches only
 * what an answer to one of its calls has named, which it knows by a code that it wrote behind the address.
 */
import { type HttpAnswer, mediaOf, textOf } from '../../core/remote/index.ts';
import { codeOf, sameCode } from './grants.ts';
import { isPictureAddress } from './pictures.ts';
import { Refusal } from './refusal.ts';

/** In the fragment, which browsers keep to themselves where such an address is opened as it is. */
const MARK = '#armature-grant=';

/**
 * Writes the code behind each address of a picture in an answer. What is no JSON, or has no address, stays as it is.
 *
 * @throws Refusal 502 where an answer is nested too deeply to be gone through
 */
export function withPictureGrants(key: string, answer: HttpAnswer): HttpAnswer {
  if (answer.status >= 400 || mediaOf(answer) !== 'json') return answer;
  // Pictures in base64 are long, and need not be taken apart.
  if (!Buffer.from(answer.body).includes('"http')) return answer;
  try {
    const found: string[] = [];
    const json: unknown = JSON.parse(textOf(answer), (_, value: unknown) => {
      if (typeof value !== 'string' || !isPictureAddress(value)) return value;
      found.push(value);
      return granted(key, value);
    });
    return found.length > 0 ? { ...answer, body: new TextEncoder().encode(JSON.stringify(json)) } : answer;
  } catch (error) {
    if (error instanceof SyntaxError) return answer;
    throw new Refusal(502, {
      code: 'remote-failed',
      message: 'The answer of the service cannot be passed on.',
      next: 'Try again later, or choose another back end.',
    });
  }
}

function granted(key: string, address: string): string {
  const plain = address.replace(/#.*$/s, '');
  return `${plain}${MARK}${codeFor(key, plain)}`;
}

/**
 * Reads the address of a picture that a visitor asks for.
 *
 * @param keys - of the services, any of which may have named it
 * @throws Refusal 404 where none has
 */
export function grantedPicture(asked: string, keys: readonly string[]): string {
  const [address = '', code = ''] = asked.split(MARK);
  // What is no address of a picture is refused as such.
  if (!isPictureAddress(address) || keys.some((key) => sameCode(code, codeFor(key, address)))) return address;
  throw new Refusal(404, {
    code: 'remote-failed',
    message: 'This picture was not drawn for this page.',
    next: 'Open the address in a new tab instead, or press "Fetch again" where the run is listed.',
  });
}

function codeFor(key: string, address: string): string {
  return codeOf(key, `picture ${address}`);
}
