/* Settings that the weights on this device were made for, such as few steps: models elsewhere make nothing good of them. */
import { expect, it, vi } from 'vitest';
import { samplingOf, type Sampling } from '../../../../core/manifest/index.ts';
import { sentAway } from '../../../../core/remote/index.ts';
import { inEnglish } from '../../../doubles/in-english.ts';
import { PAID_KEY, usePaidServices } from '../../../drivers/paid-services.ts';
import { openDesk, someRequest } from '../../../drivers/remote-desk.ts';

const services = usePaidServices();
const MADE_FOR: Sampling = { steps: 4, guidance: 1, sampler: 'ddim', scheduler: 'sgm_uniform' };
const USUAL: Sampling = { steps: 20, guidance: 7, sampler: 'dpmpp_2m', scheduler: 'karras' };
const drawnWith = { loras: [], sampling: MADE_FOR };
const request = someRequest({ ...MADE_FOR });

it('gives usual settings in the place of those, and leaves all that a person has changed', () => {
  expect(sentAway(request, drawnWith)).toEqual({ ...request, ...USUAL });
  const changed = someRequest({ ...MADE_FOR, steps: 5 });
  expect(sentAway(changed, drawnWith)).toBe(changed);
  expect(sentAway(request, {})).toBe(request);
});

it('tells beforehand what the service gets instead', async () => {
  const { actions } = await services.open({ drawnWith });
  const told = (asked: typeof request): unknown[] =>
    actions.outlook('segmind', asked).misfits.filter(({ field }) => field === 'steps');
  const message = 'It gets usual settings, 20 steps and guidance 7: yours are for what draws on this device.';
  expect(inEnglish(told(request))).toEqual([{ field: 'steps', kind: 'ignored', message }]);
  expect(told(someRequest({ ...MADE_FOR, guidance: 2 }))).toEqual([]);
});

it('is so for a picture that is offered elsewhere, while the one drawn here keeps its settings', async () => {
  const { actions, elsewhere, job, remote, drawnHere } = await services.open({ drawnWith });
  elsewhere.placeFor(request, 'It needs a GPU.');
  expect(remote.getState().offer?.request).toEqual(request);
  actions.answerOffer({ kind: 'send', backendId: 'modelslab-controlnet', always: false });
  await vi.waitFor(() => expect(job.getState().job.status).toBe('done'));
  expect(job.getState().picture?.request).toMatchObject(USUAL);
  elsewhere.placeFor(request, 'It needs a GPU.');
  actions.answerOffer({ kind: 'local' });
  expect(drawnHere).toEqual([request]);
});

it('takes a back end that knows usual settings for ready, and prices what is sent', async () => {
  const { actions, elsewhere, remote } = openDesk({ drawnWith });
  actions.setUp('segmind', { enabled: true });
  await actions.setKey('segmind', PAID_KEY, { kind: 'tab' });
  remote.setState({ policy: 'remote' });
  expect(elsewhere.placeFor(request, undefined)).toEqual({ at: 'remote', backendId: 'segmind' });
  const [taker] = actions.quote([request])!.takers;
  expect(samplingOf(taker!.request)).toEqual(USUAL);
  expect(samplingOf(actions.sent(request)), 'for all cells of a comparison').toEqual(USUAL);
  remote.setState({ policy: 'local-first' });
  expect(actions.sent(request)).toBe(request);
});
