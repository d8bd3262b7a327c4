/*
 * Entry of a process that generates pictures: the contract over the channel to its parent. A process and not a thread,
 * because it has its own memory, whose end does not end the server, and because it can be ended.
 */
import type { EngineCalls } from '../../core/contract/index.ts';
import { serve, type ServedPort } from '../serve.ts';
import { createNodeService } from './node-service.ts';

const port: ServedPort = {
  postMessage: (message) => process.send?.(message),
  addEventListener: (_, listener) => process.on('message', (data: unknown) => listener({ data })),
};

// The runtime allows no overlap.
serve<EngineCalls>(port, createNodeService(), { calls: 'in-turn' });

// Without a parent nobody asks any more.
process.on('disconnect', () => process.exit(0));
