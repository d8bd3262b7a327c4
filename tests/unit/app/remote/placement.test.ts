import { describe, expect, it } from 'vitest';
import { allowanceOf } from '../../../../app/actions/generating/allowance.ts';
import { askRelay } from '../../../../app/remote/back-ends/relay.ts';
import { readRow } from '../../../../app/remote/runs/run-shelf.ts';
import type { Relay } from '../../../../app/state/remote.ts';
import { choicesIn, knownChoices } from '../../../../app/storage/remote-schema.ts';
import { BACKEND_FACTS } from '../../../../core/remote/index.ts';
import type { Failure } from '../../../../core/result/index.ts';
import { answer } from '../../remote/orders.ts';
import { openDesk, someRequest } from '../../../drivers/remote-desk.ts';
import { inEnglish } from '../../../doubles/in-english.ts';

const LOST: Failure = { code: 'adapter-lost', message: 'The GPU went away.' };
const SLOW = 'It needs a GPU.';
const request = someRequest();
const RELAY: Relay = {
  backends: { segmind: { address: 'http://page.example/relay/segmind', dollars: 0.02 } },
  dollarsPerDay: 1,
  dollarsLeft: 0.03,
  renewsAt: 0,
};

/** A desk with A1111 and Segmind ready, in this order. */
async function ready() {
  const desk = openDesk({});
  desk.actions.setUp('a1111', { enabled: true, controlNet: 'openpose' });
  desk.actions.setUp('segmind', { enabled: true });
  await desk.actions.setKey('segmind', 'SG_0123', { kind: 'tab' });
  return desk;
}

describe('the place of a picture', () => {
  it('is here while nothing speaks against it', async () => {
    const { elsewhere, remote } = await ready();
    expect(elsewhere.placeFor(request, undefined)).toEqual({ at: 'here' });
    remote.setState({ policy: 'local-first' });
    expect(elsewhere.placeFor(request, undefined)).toEqual({ at: 'here' });
  });

  it('is offered, with what is ready in the order that is set, before the CPU draws for minutes', async () => {
    const { elsewhere, remote, actions, drawnHere } = await ready();
    for (let i = 0; i < 3; i++) actions.move('segmind', -1);
    expect(elsewhere.placeFor(request, SLOW)).toEqual({ at: 'offered' });
    expect(remote.getState().offer).toEqual({
      request,
      reason: SLOW,
      localPossible: true,
      backendIds: ['segmind', 'a1111'],
    });
    actions.answerOffer({ kind: 'local' });
    expect(drawnHere).toEqual([request]);
    expect(elsewhere.placeFor(request, SLOW)).toEqual({ at: 'here' });
  });

  it('is here, however slow, where there is nothing to offer, and for pictures in a row', async () => {
    expect(openDesk({}).elsewhere.placeFor(request, SLOW)).toEqual({ at: 'here' });
    expect((await ready()).elsewhere.placeFor(request, SLOW, allowanceOf(1))).toEqual({ at: 'here' });
  });

  it('is offered after a failure of this device, and of nothing else', async () => {
    const { elsewhere, remote } = await ready();
    expect(elsewhere.placeAfter(request, { code: 'bad-output', message: 'Black.' })).toBeUndefined();
    expect(remote.getState().offer).toBeUndefined();
    expect(elsewhere.placeAfter(request, LOST)).toBeUndefined();
    expect(remote.getState().offer).toMatchObject({
      reason: 'The GPU went away.',
      localPossible: false,
      backendIds: ['a1111', 'segmind'],
    });
  });

  it('is the next back end without asking where that is set; a paid one never for pictures in a row', async () => {
    const { elsewhere, remote, actions } = await ready();
    remote.setState({ policy: 'local-first' });
    expect(elsewhere.placeAfter(request, LOST)).toBe('a1111');
    actions.setUp('a1111', { enabled: false });
    expect(elsewhere.placeAfter(request, LOST)).toBe('segmind');
    expect(elsewhere.placeAfter(request, LOST, allowanceOf(1))).toBeUndefined();
    expect(remote.getState().offer).toBeUndefined();
  });

  it('stays where it was decided on before, for what was agreed on then', async () => {
    const { elsewhere, remote } = await ready();
    remote.setState({ policy: 'ask' });
    const place = { at: 'remote', backendId: 'segmind' };
    expect(elsewhere.placeAt('segmind', request, allowanceOf(0.017))).toEqual(place);
    expect(() => elsewhere.placeAt('segmind', request, allowanceOf(0.01))).toThrow(
      'costs more than what was agreed on',
    );
  });

  it('is the first ready back end where all is sent away, and nowhere where none is', async () => {
    const { elsewhere, remote, actions } = await ready();
    remote.setState({ policy: 'remote' });
    expect(elsewhere.comesFirst()).toBe(true);
    expect(elsewhere.placeFor(request, undefined)).toEqual({ at: 'remote', backendId: 'a1111' });
    const large = someRequest({ steps: 80, samples: 4 });
    expect(elsewhere.placeFor(large, undefined, allowanceOf(0))).toEqual({
      at: 'remote',
      backendId: 'a1111',
    });
    actions.setUp('a1111', { controlNet: '' });
    expect(elsewhere.placeFor(large, undefined)).toEqual({ at: 'remote', backendId: 'segmind' });
    remote.setState({ dollarsPerDay: 0.05 });
    expect(() => elsewhere.placeFor(large, undefined)).toThrow('none is ready');
  });

  it('is a paid back end for pictures in a row as long as the money lasts that was agreed on', async () => {
    const { elsewhere, remote, actions } = await ready();
    remote.setState({ policy: 'remote' });
    actions.setUp('a1111', { enabled: false });
    const row = allowanceOf(0.034);
    expect(elsewhere.placeFor(request, undefined, row)).toEqual({ at: 'remote', backendId: 'segmind' });
    expect(elsewhere.placeFor(request, undefined, row)).toEqual({ at: 'remote', backendId: 'segmind' });
    expect(() => elsewhere.placeFor(request, undefined, row)).toThrow('more than what was agreed on');
    expect(() => elsewhere.placeFor(request, undefined, allowanceOf(0))).toThrow('Nothing was sent');
  });

  it('costs the person nothing in a row where the site pays', async () => {
    const { elsewhere, remote, actions } = openDesk({ relay: RELAY });
    await actions.restore();
    actions.setUp('segmind', { enabled: true });
    remote.setState({ policy: 'remote' });
    const place = elsewhere.placeFor(request, undefined, allowanceOf(0));
    expect(place).toEqual({ at: 'remote', backendId: 'segmind' });
  });

  it('is a relayed service for one word of the person, as long as its budget lasts', async () => {
    const { elsewhere, remote, actions } = openDesk({ relay: RELAY });
    await actions.restore();
    elsewhere.placeAfter(request, LOST);
    expect(remote.getState().offer?.backendIds).toEqual(['segmind']);
    expect(actions.outlook('segmind', request)).toMatchObject({
      relayed: true,
      dollars: 0.02,
      overBudget: false,
    });
    expect(actions.outlook('segmind', someRequest({ samples: 2 })).overBudget).toBe(true);
    remote.setState({ policy: 'local-first' });
    expect(elsewhere.placeAfter(request, LOST)).toBeUndefined();
  });

  it('is remembered where the person says always', async () => {
    const { actions, remote, elsewhere, job } = await ready();
    elsewhere.placeAfter(request, LOST);
    actions.setUp('segmind', { address: 'http://127.0.0.1:1' });
    actions.answerOffer({ kind: 'send', backendId: 'segmind', always: true });
    expect(remote.getState()).toMatchObject({ policy: 'local-first', offer: undefined });
    expect(remote.getState().order[0]).toBe('segmind');
    await expect.poll(() => job.getState().job.status).toBe('failed');
  });
});

describe('what is remembered', () => {
  it('comes back as it was, and what is broken does not spoil the rest', async () => {
    const { remote } = await ready();
    const choices = choicesIn({ ...remote.getState(), spent: { day: '2026-11-21', dollars: 0.1 } });
    expect(knownChoices(JSON.parse(JSON.stringify(choices)))).toEqual(choices);
    const broken = { ...choices, policy: 'always', spent: { day: 'today' }, dollarsPerDay: -1 };
    const { order, setups, enhancePrompt, safetyChecker } = choices;
    expect(knownChoices(broken)).toEqual({ order, setups, enhancePrompt, safetyChecker });
    expect(knownChoices('nonsense')).toEqual({});
  });

  it('lists every back end once, whatever the order names', () => {
    const { order } = knownChoices({ order: ['segmind', 'gone', 'segmind'] });
    expect(order?.[0]).toBe('segmind');
    expect(order?.toSorted()).toEqual(BACKEND_FACTS.map(({ id }) => id).toSorted());
  });

  it('is no run where a row is of another kind', () => {
    const row = { id: 'r', backendId: 'segmind', sentAt: 1, request, relayed: false, dollars: 0.1 };
    expect(readRow(structuredClone(row))).toEqual(row);
    expect(readRow({ ...row, request: { ...request, steps: 0 } })).toBeUndefined();
    expect(readRow({ ...row, ticket: 'x' })).toBeUndefined();
  });
});

describe('the relay of the page', () => {
  const ask = (body: unknown, status = 200) =>
    askRelay(
      () => Promise.resolve(answer(body, status)),
      'http://page.example/a/',
      new AbortController().signal,
    );
  const budget = { dollarsPerDay: 1, dollarsLeft: 0.5, renewsAt: '2026-11-22T00:00:00.000Z' };
  const provider = { id: 'segmind', backends: ['segmind'], dollars: 0.017, address: '/relay/segmind' };

  it('is found with its price, its address and what is left', async () => {
    expect(await ask({ providers: [provider], budget, events: false })).toEqual({
      backends: { segmind: { address: 'http://page.example/a/relay/segmind', dollars: 0.017 } },
      dollarsPerDay: 1,
      dollarsLeft: 0.5,
      renewsAt: Date.parse('2026-11-22T00:00:00.000Z'),
    });
  });

  it('tells before sending which models it pays for', async () => {
    const id = 'modelslab-controlnet';
    const modelslab = { ...provider, id: 'modelslab', backends: [id], models: ['a', 'b'] };
    const relay = await ask({ providers: [modelslab], budget });
    const { actions, remote } = openDesk({});
    remote.setState({ relay });
    actions.setUp(id, { enabled: true, checkpoint: 'c' });
    expect(inEnglish(actions.outlook(id, request).missing)).toEqual([
      'Choose a model that this site pays for: a, b.',
    ]);
    actions.setUp(id, { checkpoint: 'b' });
    expect(actions.outlook(id, request).missing).toEqual([]);
  });

  it.each([
    ['a static host', '<!doctype html>', 200],
    ['nothing there', 'not found', 404],
    ['no keys', { providers: [], budget }, 200],
    ['an address elsewhere', { providers: [{ ...provider, address: '//evil.example/' }], budget }, 200],
  ])('is none with %s', async (_, body, status) => {
    expect(await ask(body, status)).toBeUndefined();
  });
});
