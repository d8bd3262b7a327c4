import { describe, expect, it } from 'vitest';
import type { OlderMessage } from '../../../core/embed/index.ts';
import type { Failure } from '../../../core/result/index.ts';
import { createDoor } from '../../../app/embed/door.ts';

const OWN = 'https://pose.example';
const HOST = 'https://host.example';
const OTHER = 'https://other.example';

function open(rules: readonly string[] = ['*']) {
  const hosts: (Failure | undefined)[] = [];
  const older: (readonly [OlderMessage, string])[] = [];
  const door = createDoor({
    rules,
    own: OWN,
    onHost: (_port, refusal) => void hosts.push(refusal),
    onOlder: (message, origin) => void older.push([message, origin]),
  });
  return { door, hosts, older };
}

function connecting(origin: string, version = 1) {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  return { data: { type: 'armature:connect', version }, origin, ports: [port1] };
}

describe('the door', () => {
  it('lets a host in that has a port, as often as it begins anew', () => {
    const { door, hosts } = open();
    door(connecting(HOST));
    door(connecting(HOST));
    expect(hosts).toEqual([undefined, undefined]);
  });

  it('holds to the first origin', () => {
    const { door, hosts, older } = open();
    door(connecting(HOST));
    door(connecting(OTHER));
    door({ data: { modalId: 1 }, origin: OTHER, ports: [] });
    expect(hosts[1]?.message).toContain(OTHER);
    expect(older).toEqual([]);
    door({ data: { modalId: 1 }, origin: HOST, ports: [] });
    expect(older).toEqual([[{ modalId: 1 }, HOST]]);
  });

  it('keeps to who may embed the page, and says so to who may not', () => {
    const { door, hosts, older } = open([HOST]);
    door(connecting(OTHER));
    door({ data: { modalId: 1 }, origin: OTHER, ports: [] });
    expect(hosts).toEqual([expect.objectContaining({ code: 'bad-request' })]);
    expect(older).toEqual([]);
    door(connecting(HOST));
    expect(hosts[1]).toBeUndefined();
  });

  it('tells a host of another version', () => {
    const { door, hosts } = open();
    door(connecting(HOST, 2));
    expect(hosts[0]).toMatchObject({ code: 'protocol' });
  });

  it('hears nothing else', () => {
    const { door, hosts, older } = open();
    for (const data of [
      undefined,
      null,
      7,
      'x',
      {},
      { type: 'armature:connect' },
      { type: 'x', version: 1 },
    ]) {
      door({ data, origin: HOST, ports: [new MessageChannel().port1] });
    }
    door({ ...connecting(HOST), ports: [] });
    expect(hosts).toEqual([]);
    expect(older).toEqual([]);
  });
});
