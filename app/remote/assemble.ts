/*
 * Puts remote work together with what the browser gives.
 */
import type { LocalDrawing } from '../../core/remote/index.ts';
import type { SeededRequest } from '../../core/request/index.ts';
import { words } from '../../core/words/index.ts';
import type { Elsewhere } from '../actions/generate.ts';
import type { JobRunner } from '../actions/job-runner.ts';
import { deskDoor, roomCode } from '../desk-door.ts';
import { drawnWith, type ModelsStore } from '../state/models.ts';
import type { RemoteStore } from '../state/remote.ts';
import type { TextStorage } from '../storage/kept-texts.ts';
import { choicesIn } from '../storage/remote-schema.ts';
import { recallRemote, remember } from '../storage/remembered.ts';
import { untilFailure } from '../until-failure.ts';
import type { RemoteActions } from './actions.ts';
import type { DeskParts } from './assemble-desk.ts';
import { createRemoteActions } from './create-actions.ts';
import { createPlacement } from './placing/placement.ts';

const fetchRemote = roomCode(
  () => import('./assemble-desk.ts'),
  words`The part of the page that sends pictures to back ends could not be fetched.`,
);

/** What remote work needs of the page. */
export interface RemoteParts extends DeskParts {
  readonly models: ModelsStore;
  readonly runner: JobRunner;
  readonly drawHere: (request: SeededRequest) => Promise<void>;
}

/** Remote work for generating, for the views, and for what happens early. */
export interface Remote {
  readonly elsewhere: Elsewhere;
  readonly actions: RemoteActions;
}

/** Makes what generating and the views use. */
export function assembleRemote(parts: RemoteParts): Remote {
  const { remote, models, runner, drawHere } = parts;
  const desk = deskDoor(fetchRemote, ({ assembleDesk }) => assembleDesk(parts));
  const drawing = (): LocalDrawing => drawnWith(models.getState());
  const placement = createPlacement(remote, drawing, Date.now);
  const actions = createRemoteActions({
    ...{ remote, runner, desk, placement, drawHere },
    drawnWith: drawing,
    now: Date.now,
  });
  const restore = untilFailure(actions.restore);
  return {
    elsewhere: {
      ...placement,
      async known() {
        // Where no back end is allowed, nobody asks for what was kept of them.
        if (remote.getState().allowed?.length === 0) return;
        await restore();
        await (await desk()).renewRelay();
      },
      draw: async (...given) => (await desk()).draw(...given),
    },
    actions: {
      ...actions,
      // What could not be fetched is fetched when it is needed, and told of then.
      restore: () => restore().catch(() => undefined),
    },
  };
}

/** Remembers the choices, and takes over what another tab has chosen or spent. */
export function rememberRemote(remote: RemoteStore, texts: TextStorage): void {
  remote.subscribe((state, before) => {
    const [choices, earlier] = [choicesIn(state), choicesIn(before)];
    if (JSON.stringify(choices) !== JSON.stringify(earlier)) remember(texts, { remote: choices });
  });
  // sessionStorage is heard as well, which changes nothing.
  window.addEventListener('storage', () => remote.setState(recallRemote(texts)));
}
