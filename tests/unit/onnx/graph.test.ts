import { describe, expect, it } from 'vitest';
import { add, cast, createGraph } from '../../../core/onnx/index.ts';
import { runGraph } from './run-graph.ts';

const FLOATS = { dtype: 'float32', shape: [2] } as const;

describe('createGraph', () => {
  it('names a node result after the output it is given out as', async () => {
    const g = createGraph('sum');
    const x = g.input({ name: 'x', ...FLOATS });
    g.output('doubled', add(g, x, x));
    const graph = g.build();
    expect(graph.nodes).toHaveLength(1);
    expect(graph.nodes[0]?.outputs).toEqual(['doubled']);
    const { doubled } = await runGraph(graph, { x: Float32Array.of(1, -3) });
    expect([...(doubled?.data ?? [])]).toEqual([2, -6]);
  });

  it('gives one value out under two names, and an input unchanged', async () => {
    const g = createGraph('copies');
    const x = g.input({ name: 'x', ...FLOATS });
    const sum = add(g, x, x);
    g.output('first', sum);
    g.output('second', sum);
    g.output('same', x);
    g.output('again', add(g, sum, x));
    const out = await runGraph(g.build(), { x: Float32Array.of(1, 2) });
    expect([...(out['first']?.data ?? [])]).toEqual([2, 4]);
    expect([...(out['second']?.data ?? [])]).toEqual([2, 4]);
    expect([...(out['same']?.data ?? [])]).toEqual([1, 2]);
    expect([...(out['again']?.data ?? [])]).toEqual([3, 6]);
  });

  it('stores equal constants once', () => {
    const g = createGraph('constants');
    expect(g.constant('int64', [2], [1, 2])).toBe(g.constant('int64', [2], [1, 2]));
    g.constant('int32', [2], [1, 2]);
    g.constant('int64', [1, 2], [1, 2]);
    expect(g.build().constants).toHaveLength(3);
  });

  it('puts what depends on no input first', () => {
    const g = createGraph('order');
    const x = g.input({ name: 'x', ...FLOATS });
    const sum = add(g, x, x);
    const weight = g.initializer({ name: 'w', dtype: 'float16', shape: [2] });
    g.output('y', add(g, sum, cast(g, weight, 'float32')));
    expect(g.build().nodes.map(({ op }) => op)).toEqual(['Cast', 'Add', 'Add']);
  });

  it('prefixes node names with the place they are made at', () => {
    const g = createGraph('places');
    const x = g.input({ name: 'x', ...FLOATS });
    add(g.within('mid_block.resnets.0'), x, x);
    expect(g.build().nodes[0]?.name).toBe('mid_block.resnets.0/Add_0');
  });

  it('does not write optional inputs left out at the end', () => {
    const g = createGraph('optional');
    const x = g.input({ name: 'x', ...FLOATS });
    g.node({ op: 'Some', inputs: [x, undefined, x, undefined] }, FLOATS);
    expect(g.build().nodes[0]?.inputs).toEqual(['x', '', 'x']);
  });

  it('refuses a value of another graph', () => {
    const one = createGraph('one');
    const other = createGraph('other');
    const x = one.input({ name: 'x', ...FLOATS });
    const foreign = other.input({ name: 'x', ...FLOATS });
    expect(() => add(one, x, foreign)).toThrow('/Add_0 uses the value x, which is not of graph one.');
    expect(() => one.output('y', foreign)).toThrow('output y uses the value x');
  });

  it('refuses a name used twice', () => {
    const g = createGraph('names');
    const x = g.input({ name: 'x', ...FLOATS });
    expect(() => g.input({ name: 'x', ...FLOATS })).toThrow('Graph names already has a value x.');
    g.output('y', x);
    expect(() => g.output('y', x)).toThrow('Graph names already has an output y.');
  });

  it('refuses an output with the name of another value', () => {
    const g = createGraph('clash');
    const x = g.input({ name: 'x', ...FLOATS });
    g.output('x', add(g, x, x));
    expect(() => g.build()).toThrow('Output x of graph clash has the name of another value.');
  });

  it('gives the same initializer for the same question and refuses a different one', () => {
    const g = createGraph('weights');
    const w = g.initializer({ name: 'w', dtype: 'float32', shape: [4, 2] });
    expect(g.initializer({ name: 'w', dtype: 'float32', shape: [4, 2] })).toBe(w);
    expect(g.build().initializers).toEqual([{ name: 'w', dtype: 'float32', shape: [4, 2], byteLength: 32 }]);
    expect(() => g.initializer({ name: 'w', dtype: 'float32', shape: [2, 4] })).toThrow(
      'Initializer w of graph weights is asked for as float32 [2, 4] and as float32 [4, 2].',
    );
  });

  it.each([[[0, 2]], [[-1]], [[1.5]]])('refuses the shape %j', (shape) => {
    const g = createGraph('shapes');
    expect(() => g.input({ name: 'x', dtype: 'float32', shape })).toThrow('impossible shape');
  });

  it('refuses a constant with too few values', () => {
    const g = createGraph('short');
    expect(() => g.constant('float32', [3], [1])).toThrow('A constant of shape [3] has 1 values.');
  });
});
