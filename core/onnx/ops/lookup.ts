/*
 * Row look-up in a table of embeddings.
 */
import { invariant } from '../../result/index.ts';
import type { GraphBuilder, Value } from '../graph.ts';
import { dimAt } from '../tensor.ts';
import { requireBlocks } from './contraction.ts';
import type { BlockCodes } from './contraction.ts';
import { reshape } from './layout.ts';
import { requireRank } from './require.ts';

/** Rows of `table` [V, D] by `ids` int32 [...]: [..., D]. */
export function gather(g: GraphBuilder, table: Value, ids: Value): Value {
  requireIds(ids);
  requireRank('Gather', table, 2);
  const shape = [...ids.shape, dimAt(table.shape, 1)];
  return g.node(
    { op: 'Gather', inputs: [table, ids], attributes: { axis: { int: 0 } } },
    { dtype: table.dtype, shape },
  );
}

/** The entry of `x` [N, ...] at one fixed index: [...]. */
export function entry(g: GraphBuilder, x: Value, index: number): Value {
  const [count = 0, ...shape] = x.shape;
  invariant(index < count, `${x.id} has no entry ${index}.`);
  const at = g.constant('int32', [], [index]);
  return g.node(
    { op: 'Gather', inputs: [x, at], attributes: { axis: { int: 0 } } },
    { dtype: x.dtype, shape },
  );
}

/** Rows of a table [V, D] in 8-bit blocks by `ids` int32 [...]: [..., D]. Only the rows looked up are dequantized. */
export function gatherBlocks(
  g: GraphBuilder,
  { bits, blockSize, codes, scales }: BlockCodes,
  ids: Value,
): Value {
  requireIds(ids);
  invariant(bits === 8, 'Embeddings are stored in 8 bits.');
  const rows = dimAt(codes.shape, 0);
  const width = dimAt(codes.shape, 1) * blockSize;
  requireBlocks('GatherBlockQuantized', { bits, blockSize, codes, scales }, [rows, width]);
  const attributes = {
    bits: { int: bits },
    block_size: { int: blockSize },
    gather_axis: { int: 0 },
    quantize_axis: { int: 1 },
  };
  return g.node(
    {
      op: 'GatherBlockQuantized',
      domain: 'com.microsoft',
      inputs: [reshape(g, codes, [rows, width]), ids, scales],
      attributes,
    },
    { dtype: scales.dtype, shape: [...ids.shape, width] },
  );
}

function requireIds(ids: Value): void {
  invariant(ids.dtype === 'int32', `Ids are int32; ${ids.id} is ${ids.dtype}.`);
}
