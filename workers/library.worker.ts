/* Entry of the worker that fetches and keeps models: the contract on its own port. */
import { createLibraryService } from './library-service.ts';
import type { LibraryCalls } from '../core/contract/index.ts';
import { serve } from './serve.ts';
import { webLocks } from './store/lock.ts';
import { opfsStore } from './store/opfs.ts';
import { tellLife } from './tell-life.ts';

// A list is wanted while a download runs.
serve<LibraryCalls>(self, createLibraryService(opfsStore(), webLocks()), { calls: 'at-once' });
tellLife(self);
