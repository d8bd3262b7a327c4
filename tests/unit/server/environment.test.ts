import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../server/environment.ts';

describe('the settings', () => {
  it('are a page without a relay unless something is set', () => {
    expect(readSettings({ PATH: '/bin' })).toEqual({
      port: 4173,
      host: 'localhost',
      policy: { frameAncestors: ['*'], connect: ['https:', 'http:', 'wss:', 'ws:'] },
      relay: {
        keys: {},
        modelslabModels: ['openpose', 'realistic-vision-51'],
        origins: [],
        trustedProxies: 0,
        dollarsPerDay: 1,
        callsPerMinute: 6,
        loopback: true,
      },
    });
  });

  it('take keys, lists and numbers', () => {
    const { relay, port } = readSettings({
      PORT: '80',
      HOST: '0.0.0.0',
      ARMATURE_SEGMIND_KEY: ' SG_0123456789abcdef ',
      ARMATURE_MODELSLAB_MODELS: 'midjourney, my-model',
      ARMATURE_ORIGINS: 'https://A.example:443,http://localhost:5173',
      ARMATURE_TRUST_PROXY: '1',
      ARMATURE_BUDGET: '2.5',
      ARMATURE_RATE: '12',
      ARMATURE_STATE: '/var/lib/armature.json',
      ARMATURE_PUBLIC_URL: 'https://a.example',
    });
    expect(port).toBe(80);
    expect(relay).toEqual({
      keys: { segmind: 'SG_0123456789abcdef' },
      modelslabModels: ['openpose', 'realistic-vision-51', 'midjourney', 'my-model'],
      origins: ['https://a.example', 'http://localhost:5173'],
      trustedProxies: 1,
      dollarsPerDay: 2.5,
      callsPerMinute: 12,
      stateFile: '/var/lib/armature.json',
      publicUrl: 'https://a.example',
      loopback: false,
    });
  });

  it.each([
    ['PORT', '70000', /PORT is more than 65535/],
    ['PORT', 'http', /PORT is not a number/],
    ['PORT', '', /PORT is empty/],
    ['ARMATURE_BUDGET', '-1', /ARMATURE_BUDGET is less than 0/],
    ['ARMATURE_BUDGET', '5 dollars', /ARMATURE_BUDGET is not a number/],
    ['ARMATURE_RATE', '1.5', /ARMATURE_RATE is not a whole number/],
    ['ARMATURE_ORIGINS', 'https://a.example/', /ARMATURE_ORIGINS is not an origin/],
    ['ARMATURE_ORIGINS', '*', /ARMATURE_ORIGINS is not an origin/],
    ['ARMATURE_ORIGINS', "https://a.example;script-src'unsafe-inline'", /ARMATURE_ORIGINS is not an origin/],
    ['ARMATURE_FRAME_ANCESTORS', '', /ARMATURE_FRAME_ANCESTORS is empty/],
    [
      'ARMATURE_FRAME_ANCESTORS',
      'example.org',
      /ARMATURE_FRAME_ANCESTORS has something other than self, none/,
    ],
    ['ARMATURE_FRAME_ANCESTORS', "*; script-src 'unsafe-inline'", /ARMATURE_FRAME_ANCESTORS has/],
    ['ARMATURE_FRAME_ANCESTORS', 'https://a.example\r\nX-Own: 1', /ARMATURE_FRAME_ANCESTORS has/],
    ['ARMATURE_CONNECT', '*', /ARMATURE_CONNECT has something other than none/],
    ['ARMATURE_CONNECT', 'https://a.example/path', /ARMATURE_CONNECT has/],
    ['ARMATURE_PUBLIC_URL', 'http://a.example', /ARMATURE_PUBLIC_URL must begin with https/],
    ['ARMATURE_MODELSLAB_MODELS', 'a/../b', /ARMATURE_MODELSLAB_MODELS is no name/],
    ['ARMATURE_BUGDET', '1', /no setting ARMATURE_BUGDET/],
  ])('%s cannot be "%s"', (name, value, words) => {
    expect(() => readSettings({ [name]: value })).toThrow(words);
  });

  it('let anybody frame the page, unless that could spend the owner’s money', () => {
    const framers = (variables: Readonly<Record<string, string>>): readonly string[] =>
      readSettings(variables).policy.frameAncestors;
    const spending = {
      ARMATURE_SEGMIND_KEY: 'SG_0123456789abcdef',
      ARMATURE_ORIGINS: 'https://pose.example.org',
    };
    expect(framers({})).toEqual(['*']);
    expect(framers(spending)).toEqual(["'self'", 'https://pose.example.org']);
    expect(framers({ ...spending, ARMATURE_FRAME_ANCESTORS: '*' })).toEqual(['*']);
    expect(framers({ ARMATURE_FRAME_ANCESTORS: 'self, https://*.example.org' })).toEqual([
      "'self'",
      'https://*.example.org',
    ]);
    expect(framers({ ARMATURE_FRAME_ANCESTORS: 'none' })).toEqual(["'none'"]);
  });

  it('say where the page may connect to', () => {
    const { connect } = readSettings({
      ARMATURE_CONNECT: 'https://huggingface.co, https://*.hf.co, ws://127.0.0.1:*',
    }).policy;
    expect(connect).toEqual(['https://huggingface.co', 'https://*.hf.co', 'ws://127.0.0.1:*']);
    expect(readSettings({ ARMATURE_CONNECT: 'none' }).policy.connect).toEqual([]);
  });

  it('leave those of the API to it', () => {
    const api = {
      ARMATURE_API_KEYS: 'k',
      ARMATURE_API_IMAGE_HOSTS: 'a.example',
      ARMATURE_API_URL: 'https://a',
    };
    expect(readSettings(api)).toEqual(readSettings({}));
  });

  it('do not print a key that is wrong', () => {
    expect(() => readSettings({ ARMATURE_MODELSLAB_KEY: 'two words secret' })).toThrow(
      /^ARMATURE_MODELSLAB_KEY is not a key: 8 to 200 signs without spaces\.$/,
    );
  });
});
