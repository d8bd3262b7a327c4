/*
 * Puts the API before the page on one server.
 */
import type { RequestListener, Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApi } from './app.ts';
import { startEngine } from './engine.ts';
import { chooseModel } from './model-choice.ts';
import { createQueue } from './queue.ts';
import type { ApiSettings } from './settings.ts';
import { createStudio } from './studio.ts';

const MOST_WAITING = 5;
const PATHS = /^\/(?:api|v1)\//;

/**
 * Starts the engine and answers the API's paths on a server; all else goes where it went.
 *
 * @throws ArmatureError where the model cannot be loaded
 */
export async function mountApi(server: Server, settings: ApiSettings): Promise<void> {
  const choice = await chooseModel(settings.model);
  const engine = await startEngine(choice);
  const queue = createQueue({ mostWaiting: MOST_WAITING, now: () => performance.now() });
  const app = createApi(createStudio({ model: choice.model, engine, queue }), settings);
  takePaths(server, PATHS, getRequestListener(app.fetch));
  server.on('close', () => engine.close());
  console.log(`The API draws with ${choice.model.label}: POST /api/v4/dreambooth and /v1/sd3-med-pose.`);
}

/** Answers some paths before the listeners that a server has. */
function takePaths(
  server: Server,
  paths: RegExp,
  listener: (...args: Parameters<RequestListener>) => unknown,
): void {
  const others = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (paths.test(request.url ?? '')) void listener(request, response);
    else for (const other of others) other(request, response);
  });
}
