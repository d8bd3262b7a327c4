/* Entry of the worker that deals with words: the contract on its own port. */
import type { TextCalls } from '../core/contract/index.ts';
import { serve } from './serve.ts';
import { webLocks } from './store/lock.ts';
import { opfsStore } from './store/opfs.ts';
import { tellLife } from './tell-life.ts';
import { createTextService } from './text-service.ts';

serve<TextCalls>(self, createTextService(opfsStore(), webLocks()), { calls: 'at-once' });
tellLife(self);
