import { describe, expect, it } from 'vitest';
import { followTouches, type IsolationHost, isolationStep } from '../../../../app/shell/isolation.ts';

function memory(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

const host = (by: Partial<IsolationHost> = {}): IsolationHost => ({
  isolated: false,
  framed: false,
  controlled: false,
  touched: false,
  busy: false,
  memory: memory(),
  ...by,
});

describe('the reload for isolation', () => {
  it('comes once in a tab, however often the page is loaded', () => {
    const tab = memory();
    expect(isolationStep(host({ memory: tab }))).toBe('reload');
    expect(isolationStep(host({ memory: tab }))).toBe('none');
    expect(isolationStep(host({ memory: tab, touched: true }))).toBe('none');
  });

  it('is asked for where it would disturb, and stays possible', () => {
    const tab = memory();
    expect(isolationStep(host({ memory: tab, touched: true }))).toBe('ask');
    expect(isolationStep(host({ memory: tab, busy: true }))).toBe('ask');
    expect(isolationStep(host({ memory: tab }))).toBe('reload');
  });

  it.each<Partial<IsolationHost>>([
    { isolated: true },
    { framed: true },
    { controlled: true },
    { memory: null },
  ])('never comes with %o', (by) => {
    expect(isolationStep(host(by))).toBe('none');
    expect(isolationStep(host({ ...by, touched: true }))).toBe('none');
  });
});

describe('whether the person has done anything', () => {
  function page() {
    const userActivation = { hasBeenActive: false };
    return Object.assign(new EventTarget(), { navigator: { userActivation } });
  }

  it('is told by the browser', () => {
    const host = page();
    const isTouched = followTouches(host as unknown as Window);
    expect(isTouched()).toBe(false);
    host.navigator.userActivation.hasBeenActive = true;
    expect(isTouched()).toBe(true);
  });

  it('is told by files that are dropped, of which the browser says nothing', () => {
    const host = page();
    const isTouched = followTouches(host as unknown as Window);
    host.dispatchEvent(new Event('drop'));
    expect(isTouched()).toBe(true);
  });
});
