/*
 * Whether the page stands inside another one, and what that one wants of it. This part is there from the first moment;
 * the rest of app/embed is fetched by pages that are embedded.
 */
import { allowsHost, type EmbedAddress, readEmbedAddress } from '../../core/embed/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { type HostLine, hearHost } from './host-line.ts';

/** A page that is embedded. */
export interface Embedding {
  readonly address: EmbedAddress;
  /** What stands behind the `#` of the address, which may be shared work. */
  readonly fragment: string;
  /** Who may embed the page, as `frame-ancestors` has it. */
  readonly rules: readonly string[];
  /** The page around; undefined where the page is by itself and only looks as if it were embedded. */
  readonly host: HostLine | undefined;
}

/** By this name in its address a page is shown as it would be in a frame. */
const PREVIEW = 'embed';
/** The build writes it where the owner says who may frame the page. */
const RULES = 'meta[name="armature-frame-ancestors"]';

/**
 * Tells how the page is embedded; undefined where it stands by itself.
 *
 * @throws ArmatureError `bad-request` where the page around may not embed it
 */
export function embeddingOf(page: Window): Embedding | undefined {
  const { searchParams, hash: fragment } = new URL(page.location.href);
  const framed = page.parent !== page;
  if (!framed && !searchParams.has(PREVIEW)) return undefined;
  const address = readEmbedAddress(searchParams);
  const rules = page.document.querySelector<HTMLMetaElement>(RULES)?.content.split(' ') ?? ['*'];
  const host = framed ? hearHost(page) : undefined;
  if (host?.origin !== undefined && !allowsHost(rules, host.origin, page.location.origin)) {
    throw new ArmatureError({
      code: 'bad-request',
      message: words`This Armature is not to be embedded by ${host.origin}.`,
      next: words`Open it in a tab of its own.`,
    });
  }
  return { address, fragment, rules, host };
}
