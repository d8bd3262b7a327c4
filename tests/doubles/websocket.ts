/*
 * The server's side of a websocket (RFC 6455), as far as a server that only speaks needs it.
 */
import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { SeenCall } from './double.ts';

/** What every server appends to the client's key (RFC 6455, section 1.3). */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const [FINAL, TEXT, BINARY, CLOSE] = [0x80, 1, 2, 8];

/** A socket that messages can be sent to. */
export interface ServerSocket {
  /** Text as text, bytes as bytes. */
  send(message: string | Uint8Array): void;
}

/** Accepts a websocket. */
export function acceptSocket({ headers }: SeenCall, socket: Duplex, onClose: () => void): ServerSocket {
  const accept = createHash('sha1')
    .update(`${headers['sec-websocket-key'] ?? ''}${GUID}`)
    .digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  socket.on('error', () => socket.destroy());
  socket.on('close', onClose);
  socket.on('data', (data: Buffer) => {
    // All that a client says here is goodbye, in one small frame.
    if ((data[0]! & 0x0f) === CLOSE) socket.end(frame(CLOSE, new Uint8Array()));
  });
  return {
    send(message) {
      if (!socket.writable) return;
      const isText = typeof message === 'string';
      socket.write(frame(isText ? TEXT : BINARY, isText ? new TextEncoder().encode(message) : message));
    },
  };
}

/** One unmasked frame (RFC 6455, section 5.2). */
function frame(opcode: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 0x1_0000 ? 4 : 10);
  head[0] = FINAL | opcode;
  if (length < 126) head[1] = length;
  else if (length < 0x1_0000) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
}
