import { describe, expect, it } from 'vitest';
import { allowOwnScripts, SCRIPT_POLICY } from '../../core/contract/index.ts';

type Rules = Record<string, (address: string) => string | null>;

/** The rules that are made in a scope at an address. */
function rulesAt(href: string): Rules {
  let made: Rules = {};
  allowOwnScripts({
    trustedTypes: {
      createPolicy(name, rules) {
        expect(name).toBe(SCRIPT_POLICY);
        made = rules;
      },
    },
    location: { href },
    URL,
  });
  return made;
}

describe('the policy for scripts', () => {
  const { createScriptURL } = rulesAt('https://a.example/pose/index.html?open=poses#x');

  it.each([
    ['assets/generate.worker-1a2b.js', 'https://a.example/pose/assets/generate.worker-1a2b.js'],
    ['https://a.example/pose/service-worker.js', 'https://a.example/pose/service-worker.js'],
  ])('allows %s', (address, allowed) => {
    expect(createScriptURL?.(address)).toBe(allowed);
  });

  it.each([
    'https://b.example/pose/x.js',
    'https://a.example.b.example/pose/x.js',
    'https://a.example@b.example/pose/x.js',
    'http://a.example/pose/x.js',
    'https://a.example:8443/pose/x.js',
    '//b.example/pose/x.js',
    '/other/x.js',
    '../x.js',
    'assets/../../x.js',
    'assets/%2e%2e/%2e%2e/x.js',
    'assets\\..\\..\\x.js',
    'data:text/javascript,1',
    'javascript:1',
    'blob:https://a.example/pose/0f1e',
  ])('refuses %s', (address) => {
    expect(createScriptURL?.(address)).toBeNull();
  });

  it('makes neither markup nor code', () => {
    expect(Object.keys(rulesAt('https://a.example/'))).toEqual(['createScriptURL']);
  });

  it('is not needed where the browser knows none', () => {
    expect(() => allowOwnScripts({ location: { href: 'https://a.example/' }, URL })).not.toThrow();
  });
});
