/* Entry of the worker that generates pictures: the contract on its own port. */
import { createEngineService } from './engine-service.ts';
import { serve } from './serve.ts';

serve(self, createEngineService());
