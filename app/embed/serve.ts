/*
 * Serves the page around: sets what the address asks for, and lets the host in. Fetched by embedded pages alone.
 */
import { connect, PortMessenger } from 'penpal';
import { backendLimits, OLDER_READY, USUAL_EMBED_BACKENDS } from '../../core/embed/index.ts';
import { BACKEND_FACTS } from '../../core/remote/index.ts';
import { type Failure, failureFrom } from '../../core/result/index.ts';
import { isShareFragment } from '../../core/share/index.ts';
import type { Services } from '../services.ts';
import { beginWith } from '../share/begin-with.ts';
import { say } from '../words/say.ts';
import { hostMethods, type HostRun, refusingMethods } from './deeds.ts';
import { createDoor } from './door.ts';
import type { Embedding } from './embedding.ts';
import { createOlderHost } from './older-host.ts';
import { takeParameters } from './parameters.ts';
import { poseFrom } from './pose-from.ts';
import { createResults } from './results.ts';
import { type Tell, tellHost } from './telling.ts';

/** Sets what the address asks for. What cannot be used is told on the page. */
export function takeAddress(
  { address, fragment }: Pick<Embedding, 'address' | 'fragment'>,
  services: Services,
): void {
  const { stores, actions } = services;
  const { panels, theme, pose, parameters, backends = USUAL_EMBED_BACKENDS, safety } = address;
  if (panels && panels.length > 0) stores.embed.setState({ panels });
  if (theme) stores.settings.setState({ theme });
  const { kept, problems } =
    safety === 'required' ? safeBackends(backends) : { kept: backends, problems: [] };
  stores.embed.setState({ onlySafe: safety === 'required' });
  limitBackends(kept, stores);
  const code = 'bad-request' as const;
  const failures = [...address.problems, ...problems].map((message): Failure => ({ code, message }));
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      failures.push(failureFrom(error, 'bad-request'));
    }
  };
  if (isShareFragment(fragment)) {
    attempt(() => failures.push(...beginWith(fragment, services).map((message) => ({ code, message }))));
  }
  attempt(() => takeParameters(parameters, stores));
  if (pose !== undefined) {
    attempt(() => {
      actions.figure.replacePose(poseFrom(pose, stores.figure.getState().pose).pose);
      // It is what the person begins with: there is nothing before it to go back to.
      stores.figure.temporal.getState().clear();
    });
  }
  if (failures.length > 0) stores.intake.setState({ failures });
}

/** Leaves out back ends whose pictures nobody checks: this page checks only what it draws itself. */
function safeBackends(names: readonly string[]): { kept: readonly string[]; problems: readonly string[] } {
  const open = BACKEND_FACTS.filter(({ id, abilities }) => names.includes(id) && !abilities.safetyChecker);
  return {
    kept: names.filter((name) => open.every(({ id }) => id !== name)),
    problems: open.map(
      ({ label }) => say`${label} is left out: it cannot check pictures, as the page around asks.`,
    ),
  };
}

function limitBackends(names: readonly string[], stores: Services['stores']): void {
  const { local, remote } = backendLimits(names);
  stores.embed.setState({ backends: names });
  if (local !== 'auto' && local !== undefined) stores.settings.setState({ backend: local });
  const mustFilter = stores.embed.getState().onlySafe;
  stores.remote.setState({ allowed: remote, mustFilter, ...(remote.length === 0 && { policy: 'ask' }) });
  if (local !== undefined) return;
  const alwaysElsewhere = (): void => {
    if (stores.remote.getState().policy !== 'remote') stores.remote.setState({ policy: 'remote' });
  };
  alwaysElsewhere();
  stores.remote.subscribe(alwaysElsewhere);
}

/** Lets the page around in, from now on. */
export function serveHost({ host, rules, address }: Embedding, services: Services): void {
  if (!host) return;
  const run: HostRun = { trackId: null };
  const resultOf = createResults();
  const methods = hostMethods({ services, run, resultOf });
  let leave = (): void => undefined;

  async function onHost(port: MessagePort, refusal: Failure | undefined): Promise<void> {
    const messenger = new PortMessenger({ port });
    if (refusal) {
      connect({ messenger, methods: refusingMethods(refusal) });
      return;
    }
    // The page around has begun anew with this frame.
    leave();
    const { promise, destroy } = connect<{ tell: Tell }>({ messenger, methods });
    leave = destroy;
    const remote = await promise.catch(() => undefined);
    // It has begun anew before the two had met.
    if (!remote) return;
    const stop = tellHost({ stores: services.stores, run, resultOf }, (name, event) => {
      // A host that has gone hears nothing any more.
      Promise.resolve(remote.tell(name, event)).catch(() => undefined);
    });
    leave = () => {
      stop();
      destroy();
    };
  }

  const post = (message: unknown, origin: string): void => host.window.postMessage(message, origin);
  const onOlder = createOlderHost({ services, panelsChosen: address.panels !== undefined, post });
  const own = location.origin;
  host.listen(createDoor({ rules, own, onHost: (port, refusal) => void onHost(port, refusal), onOlder }));
  // Older hosts wait for it. To one whose origin nobody knows it is not told: they go on by themselves after a while.
  if (host.origin !== undefined && host.origin !== 'null') post(OLDER_READY, host.origin);
}
