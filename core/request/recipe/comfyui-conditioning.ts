import { words } from '../../words/index.ts';
import { type GraphNode, type Link, linkIn } from './comfyui-graph.ts';
import { LONGEST, nameOf, value, type Walk } from './comfyui-walk.ts';
import { type Candidates, shortened } from './recipe.ts';

/** What a sampler listens to. */
export interface Conditioning {
  readonly text?: unknown;
  readonly clipSkip?: number;
  readonly control: Candidates;
  readonly controlNet?: string;
}

/** Walks from a sampler to the prompt, through ControlNets on the way. */
export function comfyConditioning(
  walk: Walk,
  from: Link | undefined,
  side: 'positive' | 'negative',
): Conditioning {
  let link = from;
  let applied: Omit<Conditioning, 'text'> = { control: {} };
  for (let steps = 0; link && steps < LONGEST; steps++) {
    const node = walk.graph.get(link.id);
    if (!node) break;
    const { class_type: type, inputs } = node;
    if (type === 'ConditioningZeroOut') return { ...applied, text: '' };
    if (type.startsWith('CLIPTextEncode')) return { ...applied, ...encoded(walk, node, side) };
    if ('control_net' in inputs) {
      if (applied.controlNet !== undefined) walk.note(words`Of several ControlNets one is taken over.`);
      applied = controlOf(walk, node);
    } else if (side === 'positive') {
      walk.note(words`The node ${shortened(type)} changes the prompt and is not taken over.`);
    }
    link = nextOf(node, side);
  }
  walk.note(
    side === 'positive'
      ? words`The positive prompt is not told in a way that can be read.`
      : words`The negative prompt is not told in a way that can be read.`,
  );
  return applied;
}

function nextOf({ inputs }: GraphNode, side: 'positive' | 'negative'): Link | undefined {
  const name = [side, 'conditioning', 'conditioning_1', 'conditioning_to'].find((input) =>
    linkIn(inputs[input]),
  );
  return name === undefined ? undefined : linkIn(inputs[name]);
}

function encoded(
  walk: Walk,
  { inputs }: GraphNode,
  side: string,
): { readonly text?: unknown; readonly clipSkip?: number } {
  const text = value(walk, inputs['text'] ?? inputs['text_g']);
  if (typeof text !== 'string') {
    walk.note(
      side === 'positive'
        ? words`The positive prompt is put together by other nodes and cannot be read.`
        : words`The negative prompt is put together by other nodes and cannot be read.`,
    );
    return {};
  }
  const clipSkip = clipSkipOf(walk, linkIn(inputs['clip']));
  return { text, ...(clipSkip !== undefined && { clipSkip }) };
}

function clipSkipOf(walk: Walk, from: Link | undefined): number | undefined {
  let link = from;
  for (let steps = 0; link && steps < LONGEST; steps++) {
    const inputs = walk.graph.get(link.id)?.inputs ?? {};
    const layer = value(walk, inputs['stop_at_clip_layer']);
    if (typeof layer === 'number') return -layer;
    link = linkIn(inputs['clip']);
  }
  return undefined;
}

function controlOf(walk: Walk, { inputs }: GraphNode): Omit<Conditioning, 'text'> {
  const controlNet = controlNetOf(walk, linkIn(inputs['control_net']));
  return {
    control: {
      controlStrength: value(walk, inputs['strength']),
      controlStart: value(walk, inputs['start_percent']),
      controlEnd: value(walk, inputs['end_percent']),
    },
    ...(controlNet !== undefined && { controlNet }),
  };
}

/** Between the loader and its use its kind may be set. */
function controlNetOf(walk: Walk, from: Link | undefined): string | undefined {
  let link = from;
  for (let steps = 0; link && steps < LONGEST; steps++) {
    const inputs = walk.graph.get(link.id)?.inputs ?? {};
    const name = value(walk, inputs['control_net_name']);
    if (typeof name === 'string') return nameOf(name);
    link = linkIn(inputs['control_net']);
  }
  return undefined;
}
