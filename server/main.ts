/* Serves the built page: `npm start`, and with `-- --api` the API. PORT and HOST may be set in the environment. */
import { existsSync } from 'node:fs';
import { failureFrom } from '../core/result/index.ts';
import { mountApi } from './api/mount.ts';
import { readApiSettings } from './api/settings.ts';
import { createStaticHost } from './static-host.ts';

const FOLDER = 'dist';
const DEFAULT_PORT = 4173;

const port = Number(process.env['PORT'] ?? DEFAULT_PORT);
const host = process.env['HOST'] ?? 'localhost';

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}

if (!Number.isInteger(port) || port < 0 || port > 65535)
  stop(`PORT must be 0 to 65535, not "${process.env['PORT'] ?? ''}".`);
if (!existsSync(`${FOLDER}/index.html`)) stop(`There is no ${FOLDER}/index.html: run "npm run build" first.`);

const server = createStaticHost(FOLDER);
server.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE')
    stop(`Port ${port} is taken: set another one, as in "PORT=${port + 1} npm start".`);
  stop(`The server could not start: ${error.message}`);
});
try {
  const api = readApiSettings(process.argv.slice(2), process.env, host);
  if (api) await mountApi(server, api);
} catch (error) {
  const { message, next = '' } = failureFrom(error);
  stop(`${message} ${next}`.trim());
}
server.listen(port, host, () => {
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  console.log(`Armature is ready at http://${host}:${bound}/`);
});
