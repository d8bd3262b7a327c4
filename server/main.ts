/* Serves the built page, and relays to paid services with the owner's keys: `npm start`, and with `-- --api` the API. docs/hosting.md and docs/api.md have the settings. */
import { existsSync } from 'node:fs';
import { failureFrom } from '../core/result/index.ts';
import { mountApi } from './api/mount.ts';
import { readApiSettings } from './api/settings.ts';
import { createApp } from './app.ts';
import { readSettings, type Settings } from './environment.ts';
import { createLog } from './log.ts';
import { createBudget, fileBooks } from './relay/budget.ts';
import { createOutbound } from './relay/outbound.ts';
import { serveFolder } from './static-host.ts';
import { createWebServer } from './web-server.ts';

const FOLDER = 'dist';

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}

function compose({ relay, policy }: Settings) {
  const now = Date.now;
  const app = createApp({
    settings: relay,
    now,
    log: createLog((line) => process.stdout.write(line), now),
    outbound: createOutbound(),
    budget: createBudget(
      relay.dollarsPerDay,
      now,
      relay.stateFile === undefined ? undefined : fileBooks(relay.stateFile),
    ),
  });
  return createWebServer(serveFolder(FOLDER, policy), app);
}

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  if (!existsSync(`${FOLDER}/index.html`))
    stop(`There is no ${FOLDER}/index.html: run "npm run build" first.`);
  const { port, host, relay } = settings;
  const server = compose(settings);
  server.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE')
      stop(`Port ${port} is taken: set another one, as in "PORT=${port + 1} npm start".`);
    stop(`The server could not start: ${error.message}`);
  });
  const api = readApiSettings(process.argv.slice(2), process.env, host);
  if (api) await mountApi(server, api);
  server.listen(port, host, () => {
    const address = server.address();
    const bound = typeof address === 'object' && address ? address.port : port;
    console.log(`Armature is ready at http://${host}:${bound}/`);
    const relayed = Object.keys(relay.keys);
    if (relayed.length > 0)
      console.log(`It relays to ${relayed.join(', ')} for ${relay.dollarsPerDay} dollars a day.`);
  });
}

try {
  await start();
} catch (error) {
  const { message, next } = failureFrom(error);
  stop(next === undefined ? message : `${message} ${next}`);
}
