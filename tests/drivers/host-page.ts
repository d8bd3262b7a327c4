/*
 * A site that embeds Armature, on an origin of its own.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, FrameLocator, Page } from '@playwright/test';
import type { Armature, OpenPose } from '../../app/embed/sdk/api.ts';
import { openPoseJsonFrom, type PoseId, presetPose, standingPerson } from '../../core/pose/index.ts';

/** A site that runs. */
export interface HostSite {
  readonly origin: string;
  /** Puts a page on the site, and gives its address. */
  put(body: string, headers?: OutgoingHttpHeaders): string;
  close(): Promise<void>;
}

/**
 * Starts a site.
 *
 * @param name - `127.0.0.1` is another site than localhost; `localhost` is the same site, on another port
 */
export async function startHostSite(name: '127.0.0.1' | 'localhost' = '127.0.0.1'): Promise<HostSite> {
  const pages = new Map<string, { readonly body: string; readonly headers: OutgoingHttpHeaders }>();
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    response.writeHead(page ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8', ...page?.headers });
    response.end(
      page ? `<!doctype html><title>Host</title><link rel="icon" href="data:," />${page.body}` : '',
    );
  });
  await new Promise<void>((ready) => server.listen(0, name, ready));
  const origin = `http://${name}:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    put(body, headers = {}) {
      const path = `/page-${pages.size}.html`;
      pages.set(path, { body, headers });
      return origin + path;
    },
    close: () =>
      new Promise<void>((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

/** The pages of docs/embedding.md, by the heading that they stand under. */
export async function documentedPages(): Promise<ReadonlyMap<string, string>> {
  const text = await readFile('docs/embedding.md', 'utf8');
  const sections = text.split(/^## /m).slice(1);
  const pages = sections.flatMap((section) => {
    const [heading = ''] = section.split('\n', 1);
    const [, page] = /^```html\n([\s\S]*?)^```$/m.exec(section) ?? [];
    return page === undefined ? [] : [[heading, page] as const];
  });
  return new Map(pages);
}

/** A page of docs/embedding.md for an Armature that there is. */
export function pageFor(page: string, armature: string): string {
  return page.replaceAll('https://armature.example/', armature);
}

/**
 * A page with an Armature in `#a`, which `armature` of the page's window is. Events are collected in `events`.
 *
 * @param options - of `createArmature`, as JavaScript
 */
export function embeddingPage(armature: string, options = '{}'): string {
  return `<div id="a" style="height: 760px"></div>
<script type="module">
  import { createArmature } from '${armature}embed/armature.js';
  window.events = [];
  try {
    window.armature = await createArmature(document.getElementById('a'), ${options});
    for (const name of ['pose', 'parameters', 'progress', 'result', 'failure'])
      armature.on(name, (event) => events.push({ name, ...event }));
    document.title = 'Ready';
  } catch (error) {
    document.title = error.code + ': ' + error.message;
  }
</script>`;
}

/** The Armature of an element. */
export function armatureIn(page: Page, selector = '#a'): FrameLocator {
  return page.frameLocator(`${selector} iframe`);
}

/** The frame of the Armature of an element, to run code in. */
export async function frameIn(page: Page, selector = '#a'): Promise<Frame> {
  const frame = await (await page.locator(`${selector} iframe`).elementHandle()).contentFrame();
  if (!frame) throw new Error(`There is no frame in ${selector}.`);
  return frame;
}

/** What the window of an {@link embeddingPage} has. */
export interface HostWindow {
  readonly armature: Armature;
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

const CANVAS = { width: 512, height: 512 };

/** The pose that the page begins with. */
export const STANDING: OpenPose = openPoseJsonFrom({ ...CANVAS, people: [standingPerson(CANVAS)] });

/** A pose of the library, on the canvas that the page begins with. */
export function libraryPose(id: PoseId): OpenPose {
  return openPoseJsonFrom(presetPose(id, CANVAS));
}

/** Where the nose of the first person is, in px. */
export function noseOf({ people }: OpenPose): readonly number[] {
  return people[0]?.pose_keypoints_2d.slice(0, 2) ?? [];
}
