/* Entry of the worker that generates pictures: the contract on its own port. */
import { createEngineService } from './engine-service.ts';
import { allowOwnScripts, type EngineCalls } from '../core/contract/index.ts';
import { serve } from './serve.ts';
import { tellLife } from './tell-life.ts';

// It starts its threads from its own file.
allowOwnScripts(self);
// The runtime allows no overlap.
serve<EngineCalls>(self, createEngineService(), { calls: 'in-turn' });
tellLife(self);
