import { setTimeout as delay } from 'node:timers/promises';
import type { Pictures, RemotePorts, RemoteProgress } from '../../../../app/remote/runs/run.ts';
import { createListen } from '../../../../app/remote/calls/socket.ts';
import { createSend } from '../../../../app/remote/calls/transport.ts';
import type { Account, Ticket } from '../../../../core/remote/index.ts';
import { ArmatureError } from '../../../../core/result/index.ts';
import type { ServiceDouble } from '../../../doubles/double.ts';
import { MODELSLAB_PICTURES } from '../../../doubles/modelslab.ts';
import { openSocket } from '../../../doubles/socket-client.ts';
import { backend } from '../../remote/orders.ts';

/** A page's ports over real HTTP, in a time of its own: a second takes a millisecond. */
function realPorts(double: ServiceDouble): RemotePorts {
  const send = createSend(fetch);
  let time = 0;
  return {
    // The pictures of ModelsLab are on a host of their own.
    send: (call, signal) =>
      send({ ...call, url: call.url.replace(MODELSLAB_PICTURES, double.origin) }, signal),
    async sleep(ms, signal) {
      await delay(ms / 1000, undefined, { signal }).catch(() => {
        throw new ArmatureError({ code: 'cancelled', message: 'The work was cancelled.' });
      });
      time += ms;
    },
    now: () => time,
    listen: createListen(openSocket),
  };
}

/** A run on a back end whose address is the double's, and what it told. */
export function runOn(id: string, double: ServiceDouble, account: Partial<Account> = {}) {
  const tickets: Ticket[] = [];
  const links: Pictures[] = [];
  const progress: RemoteProgress[] = [];
  const stop = new AbortController();
  return {
    tickets,
    links,
    progress,
    stop,
    /** Resolves when the run tells something of this kind. */
    async until(is: (report: RemoteProgress) => boolean): Promise<void> {
      while (!progress.some(is)) await delay(2);
    },
    run: {
      backend: backend(id),
      account: { address: double.origin, ...account },
      ports: realPorts(double),
      signal: stop.signal,
      onTicket: (ticket: Ticket) => tickets.push(ticket),
      onLinks: (found: Pictures) => Promise.resolve(void links.push(found)),
      onProgress: (report: RemoteProgress) => progress.push(report),
    },
  };
}
