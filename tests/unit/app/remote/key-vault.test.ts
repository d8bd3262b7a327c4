import { describe, expect, it, vi } from 'vitest';
import { createKeyVault } from '../../../../app/remote/keys/key-vault.ts';
import { sealForDevice, sealWithPassphrase, unseal } from '../../../../app/remote/keys/seal.ts';
import { guarded } from '../../../../app/remote/calls/transport.ts';
import { nothingKept } from '../../../drivers/remote-desk.ts';

const KEY = 'SG_0123456789abcdef';

/** All that storage holds, as text. */
async function dump({ tab, keys }: ReturnType<typeof nothingKept>): Promise<string> {
  const tabbed = Array.from({ length: tab.length }, (_, i) => tab.getItem(tab.key(i) ?? ''));
  const sealed = (await keys.all()).map((row) => [...row.data].map((byte) => String.fromCharCode(byte)));
  return JSON.stringify([tabbed, sealed.map((characters) => characters.join(''))]);
}

describe('the key vault', () => {
  it('holds a key over a reload of the tab, and not in another one', async () => {
    const kept = nothingKept();
    await createKeyVault(kept.tab, kept.keys).set('segmind', KEY, { kind: 'tab' });
    const reloaded = createKeyVault(kept.tab, kept.keys);
    await reloaded.restore();
    expect([reloaded.keyOf('segmind'), reloaded.stateOf('segmind')]).toEqual([KEY, 'tab']);
    const other = createKeyVault(nothingKept().tab, kept.keys);
    await other.restore();
    expect([other.keyOf('segmind'), other.stateOf('segmind')]).toEqual([undefined, 'none']);
  });

  it('keeps a key on the device, encrypted under one that cannot be read out', async () => {
    const kept = nothingKept();
    await createKeyVault(kept.tab, kept.keys).set('segmind', KEY, { kind: 'device' });
    expect(await dump(kept)).not.toContain(KEY);
    const [sealed] = await kept.keys.all();
    if (sealed?.kind !== 'device') throw new Error('It is not sealed for the device.');
    await expect(crypto.subtle.exportKey('raw', sealed.wrap)).rejects.toThrow();
    const later = createKeyVault(nothingKept().tab, kept.keys);
    await later.restore();
    expect([later.keyOf('segmind'), later.stateOf('segmind')]).toEqual([KEY, 'device']);
  });

  it('keeps a key under a passphrase, which it asks for after a reload', async () => {
    const kept = nothingKept();
    const vault = createKeyVault(kept.tab, kept.keys);
    await vault.set('modelslab', KEY, { kind: 'passphrase', passphrase: 'four words in a row' });
    expect(vault.stateOf('modelslab')).toBe('unlocked');
    expect(await dump(kept)).not.toContain(KEY);
    const later = createKeyVault(kept.tab, kept.keys);
    await later.restore();
    expect([later.keyOf('modelslab'), later.stateOf('modelslab')]).toEqual([undefined, 'locked']);
    expect(await later.unlock('five words in a row')).toBe(false);
    expect(later.stateOf('modelslab')).toBe('locked');
    expect(await later.unlock('four words in a row')).toBe(true);
    expect([later.keyOf('modelslab'), later.stateOf('modelslab')]).toEqual([KEY, 'unlocked']);
  });

  it('derives with PBKDF2-SHA-256 in 600 000 rounds from a salt of its own', async () => {
    const [one, other] = await Promise.all([
      sealWithPassphrase('segmind', KEY, 'p'),
      sealWithPassphrase('segmind', KEY, 'p'),
    ]);
    if (one.kind !== 'passphrase' || other.kind !== 'passphrase') throw new Error('Wrong kind.');
    expect([one.rounds, one.salt.length, one.iv.length]).toEqual([600_000, 16, 12]);
    expect(one.salt).not.toEqual(other.salt);
    expect(one.data).not.toEqual(other.data);
    const base = await crypto.subtle.importKey('raw', new TextEncoder().encode('p'), 'PBKDF2', false, [
      'deriveBits',
    ]);
    const how = { name: 'PBKDF2', hash: 'SHA-256', salt: one.salt, iterations: 600_000 };
    const bits = await crypto.subtle.deriveBits(how, base, 256);
    const key = await crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['decrypt']);
    const aes = { name: 'AES-GCM', iv: one.iv, additionalData: new TextEncoder().encode('segmind') };
    expect(new TextDecoder().decode(await crypto.subtle.decrypt(aes, key, one.data))).toBe(KEY);
  });

  it('does not open a row that was changed, or moved to another service', async () => {
    const sealed = await sealForDevice('segmind', KEY);
    expect(await unseal(sealed)).toBe(KEY);
    expect(await unseal({ ...sealed, service: 'modelslab' })).toBeUndefined();
    expect(
      await unseal({ ...sealed, data: sealed.data.map((byte, i) => (i ? byte : byte ^ 1)) }),
    ).toBeUndefined();
  });

  it.each(['tab', 'device'] as const)('forgets one key (%s) or all, wherever they are', async (kind) => {
    const kept = nothingKept();
    const vault = createKeyVault(kept.tab, kept.keys);
    await vault.set('segmind', KEY, { kind });
    await vault.set('modelslab', `${KEY}-2`, { kind });
    await vault.forget('segmind');
    expect([vault.stateOf('segmind'), vault.stateOf('modelslab')]).toEqual(['none', kind]);
    expect(await dump(kept)).not.toContain(`"${KEY}"`);
    await vault.forget();
    expect([kept.tab.length, (await kept.keys.all()).length]).toEqual([0, 0]);
    const later = createKeyVault(kept.tab, kept.keys);
    await later.restore();
    expect(later.keyOf('modelslab')).toBeUndefined();
  });

  it('replaces what was kept otherwise', async () => {
    const kept = nothingKept();
    const vault = createKeyVault(kept.tab, kept.keys);
    await vault.set('segmind', KEY, { kind: 'device' });
    await vault.set('segmind', 'SG_other', { kind: 'tab' });
    expect(await kept.keys.all()).toEqual([]);
    expect(vault.keyOf('segmind')).toBe('SG_other');
  });

  it.each(['segmind', undefined])(
    'keeps nothing that was forgotten while it was sealed (%s)',
    async (which) => {
      const kept = nothingKept();
      const vault = createKeyVault(kept.tab, kept.keys);
      const keeping = vault.set('segmind', KEY, { kind: 'passphrase', passphrase: 'four words in a row' });
      await vault.forget(which);
      await keeping;
      expect([vault.stateOf('segmind'), await kept.keys.all()]).toEqual(['none', []]);
    },
  );

  it('opens nothing that was forgotten while the passphrase was tried', async () => {
    const kept = nothingKept();
    const passphrase = 'four words in a row';
    await createKeyVault(kept.tab, kept.keys).set('segmind', KEY, { kind: 'passphrase', passphrase });
    const vault = createKeyVault(kept.tab, kept.keys);
    await vault.restore();
    const opening = vault.unlock(passphrase);
    await vault.forget('segmind');
    await opening;
    expect(vault.keyOf('segmind')).toBeUndefined();
  });

  it('tells where an earlier key stays on the device', async () => {
    const kept = nothingKept();
    const vault = createKeyVault(kept.tab, kept.keys);
    vi.spyOn(kept.keys, 'remove').mockRejectedValue(new Error('blocked'));
    await vault.set('modelslab', KEY, { kind: 'tab' });
    await createKeyVault(kept.tab, { ...kept.keys, remove: () => Promise.resolve() }).set('segmind', KEY, {
      kind: 'device',
    });
    await vault.restore();
    await expect(vault.set('segmind', 'SG_other', { kind: 'tab' })).rejects.toMatchObject({
      message: 'The browser did not delete the key that is kept on this device.',
    });
    expect(vault.keyOf('segmind')).toBe('SG_other');
  });

  it('holds the key for the tab where the device keeps nothing, and says so', async () => {
    const kept = nothingKept();
    vi.spyOn(kept.keys, 'put').mockRejectedValue(new Error('full'));
    const vault = createKeyVault(kept.tab, kept.keys);
    await expect(vault.set('segmind', KEY, { kind: 'device' })).rejects.toMatchObject({ code: 'storage' });
    expect([vault.keyOf('segmind'), vault.stateOf('segmind')]).toEqual([KEY, 'tab']);
  });
});

describe('a guarded answer', () => {
  it.each([
    ['as it is', 'a/b"c+longenough'],
    ['in an address', encodeURIComponent('a/b"c+longenough')],
    ['in JSON', 'a/b\\"c+longenough'],
    ['in base64', btoa('a/b"c+longenough').replace(/=+$/, '')],
  ])('has no key in it that was repeated %s', async (_, spelled) => {
    const body = new TextEncoder().encode(`{"error":"${'x'.repeat(290)} ${spelled}"}`);
    const send = guarded(() => Promise.resolve({ status: 400, headers: {}, body }), 'a/b"c+longenough');
    const answer = await send({ method: 'GET', url: '', headers: {} }, new AbortController().signal);
    expect(new TextDecoder().decode(answer.body)).toBe(`{"error":"${'x'.repeat(290)} ***"}`);
  });
});
