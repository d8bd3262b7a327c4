/*
 * A client's side of a websocket (RFC 6455), for Node versions that have none: it listens, and says goodbye.
 */
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Duplex } from 'node:stream';

/** What a page's `new WebSocket(url)` gives, as far as listening goes. */
export function openSocket(url: string): WebSocket {
  return new ListeningSocket(url) as unknown as WebSocket;
}

/** A masked frame without content that closes. */
const GOODBYE = Buffer.from([0x88, 0x80, 0, 0, 0, 0]);
const [TEXT, BINARY, CLOSE] = [1, 2, 8];

class ListeningSocket extends EventTarget {
  binaryType = 'arraybuffer';
  #socket: Duplex | undefined;
  #rest = Buffer.alloc(0);
  #closing = false;

  constructor(url: string) {
    super();
    const key = randomBytes(16).toString('base64');
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': key,
    };
    const asked = request(url.replace(/^ws/, 'http'), { headers });
    const closed = (): void => void this.dispatchEvent(new Event('close'));
    asked.on('error', closed);
    asked.on('response', closed);
    asked.on('upgrade', (_, socket, head) => {
      this.#socket = socket;
      socket.on('error', () => socket.destroy());
      socket.on('close', closed);
      socket.on('data', (data: Buffer) => this.#take(data));
      if (this.#closing) this.close();
      else this.#take(head);
    });
    asked.end();
  }

  close(): void {
    this.#closing = true;
    this.#socket?.end(GOODBYE);
  }

  #take(data: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, data]);
    for (let frame = frameIn(this.#rest); frame; frame = frameIn(this.#rest)) {
      this.#rest = this.#rest.subarray(frame.end);
      if (frame.opcode === TEXT) this.#tell(frame.payload.toString('utf8'));
      else if (frame.opcode === BINARY) this.#tell(new Uint8Array(frame.payload).buffer);
      else if (frame.opcode === CLOSE) this.close();
    }
  }

  #tell(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

/** The first whole frame; undefined where more has to come. */
function frameIn(data: Buffer): { opcode: number; payload: Buffer; end: number } | undefined {
  if (data.length < 2) return undefined;
  const short = data[1]! & 0x7f;
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (data.length < start) return undefined;
  const length = short < 126 ? short : short === 126 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2));
  const end = start + length;
  return data.length < end ? undefined : { opcode: data[0]! & 0x0f, payload: data.subarray(start, end), end };
}
