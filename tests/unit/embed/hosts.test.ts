import { describe, expect, it } from 'vitest';
import { allowsHost } from '../../../core/embed/index.ts';

const OWN = 'https://pose.example';

describe('who may embed the page', () => {
  it.each([
    ['*', 'https://anybody.example'],
    ['*', 'null'],
    ['self', OWN],
    ['https://a.example', 'https://a.example'],
    ['https://A.example:443', 'https://a.example'],
    ['http://a.example:8080', 'http://a.example:8080'],
    ['https://*.a.example', 'https://deep.below.a.example'],
  ])('%s lets %s in', (rule, host) => {
    expect(allowsHost([rule], host, OWN)).toBe(true);
  });

  it.each([
    ['none', OWN],
    ['self', 'https://a.example'],
    ['self', 'null'],
    ['https://a.example', 'null'],
    ['https://a.example', 'http://a.example'],
    ['https://a.example', 'https://a.example:8443'],
    ['https://a.example', 'https://a.example.evil.example'],
    ['https://a.example', 'https://evila.example'],
    ['https://*.a.example', 'https://a.example'],
    ['https://*.a.example', 'https://evila.example'],
    ['https://*.a.example', 'https://x.a.example:8443'],
    ['', 'https://a.example'],
  ])('%s does not let %s in', (rule, host) => {
    expect(allowsHost([rule], host, OWN)).toBe(false);
  });

  it('needs one rule of several', () => {
    expect(allowsHost(['self', 'https://b.example'], 'https://b.example', OWN)).toBe(true);
    expect(allowsHost([], OWN, OWN)).toBe(false);
  });
});
