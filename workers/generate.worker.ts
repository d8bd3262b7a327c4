/* Entry of the worker that generates pictures: the contract on its own port. */
import { createEngineService } from './engine-service.ts';
import type { EngineCalls } from '../core/contract/index.ts';
import { serve } from './serve.ts';

// The runtime allows no overlap.
serve<EngineCalls>(self, createEngineService(), { calls: 'in-turn' });
