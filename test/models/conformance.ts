import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/models/index.ts';

export interface StoreUnderTest {
  store: Store;
  /** the same store as another process opens it */
  again(): Promise<Store>;
  /** what is there and does not belong to anything that is shown */
  leftovers(): Promise<string[]>;
  close(): Promise<void>;
}

export interface Guarantees {
  /** of two publishers at once one is refused */
  oneWinner: boolean;
}

/** What every store must do. */
export function describeStore(name: string, make: () => Promise<StoreUnderTest>, { oneWinner }: Guarantees): void {
  describe(name, () => {
    let under: StoreUnderTest;
    let store: Store;
    beforeEach(async () => {
      under = await make();
      store = under.store;
    });
    afterEach(() => under.close());

    const text = async (key: string) => new TextDecoder().decode(await store.get(key));
    const files = new Map<string, Uint8Array | string>([['model.json', '{}'], ['weights.safetensors', new Uint8Array([1, 2, 3])]]);

    describe('put and get', () => {
      test('a file is replaced as a whole', async () => {
        await store.put('jobs/a/record.json', 'one');
        await store.put('jobs/a/record.json', 'two');
        expect(await text('jobs/a/record.json')).toBe('two');
        expect(await under.leftovers()).toEqual([]);
      });

      test('bytes come back as they were, none of them too', async () => {
        const bytes = Uint8Array.from({ length: 1027 }, (_, i) => (i * 7) & 255);
        await store.put('a/odd', bytes.subarray(3));
        await store.put('a/empty', '');
        expect(new Uint8Array(await store.get('a/odd'))).toEqual(bytes.slice(3));
        expect((await store.get('a/empty')).byteLength).toBe(0);
      });

      test('many writers of one key leave one of their contents, never a mixture', async () => {
        const contents = Array.from({ length: 20 }, (_, i) => String(i).repeat(50_000));
        await Promise.all(contents.map((content) => store.put('jobs/a/spec.json', content)));
        expect(contents).toContain(await text('jobs/a/spec.json'));
      });

      test('what is not there is not-found; a folder is no file', async () => {
        await store.put('jobs/a/spec.json', '{}');
        await expect(store.get('jobs/b/spec.json')).rejects.toMatchObject({ code: 'not-found' });
        await expect(store.get('jobs/a')).rejects.toMatchObject({ code: 'not-found' });
        expect(await Promise.all(['jobs/a/spec.json', 'jobs/a', 'jobs/b', 'jobs/a/spec'].map((key) => store.has(key)))).toEqual([true, true, false, false]);
      });
    });

    describe('publish', () => {
      test('shows all files at once and never a second time', async () => {
        await store.publish('models/m/1', files);
        expect(await store.list('models/m/1')).toEqual(['model.json', 'weights.safetensors']);
        await expect(store.publish('models/m/1', new Map([['model.json', 'other']]))).rejects.toMatchObject({ code: 'already-exists' });
        expect(await text('models/m/1/model.json')).toBe('{}');
        expect(new Uint8Array(await store.get('models/m/1/weights.safetensors'))).toEqual(Uint8Array.of(1, 2, 3));
        expect([await store.has('models/m/1'), await store.has('models/m/1/model.json'), await store.has('models/m/1/other')]).toEqual([true, true, false]);
        expect(await store.list('models/m')).toEqual(['1']);
        expect(await under.leftovers()).toEqual([]);
      });

      test('does not take a prefix that holds files', async () => {
        await store.put('models/m/3/notes.txt', 'mine');
        await expect(store.publish('models/m/3', files)).rejects.toMatchObject({ code: 'already-exists' });
        expect(await store.list('models/m/3')).toEqual(['notes.txt']);
        expect(await under.leftovers()).toEqual([]);
      });

      test('of publishers of one prefix exactly one succeeds, or where nobody is refused the last one is whole', async () => {
        const publishers = Array.from({ length: 8 }, (_, i) => store.publish('models/m/1', new Map([['a', `a${i}`], ['b', `b${i}`]])));
        const results = await Promise.allSettled(publishers);
        const winners = results.flatMap(({ status }, i) => (status === 'fulfilled' ? [i] : []));
        if (oneWinner) expect(winners).toHaveLength(1);
        for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'already-exists' });
        const [a, b] = [await text('models/m/1/a'), await text('models/m/1/b')];
        expect(b.slice(1)).toBe(a.slice(1));
        expect(winners).toContain(Number(a.slice(1)));
        if (oneWinner) expect(await under.leftovers()).toEqual([]);
      });

      test('leaves nothing behind when a file cannot be written', async () => {
        await expect(store.publish('models/m/2', new Map([['ok', 'x'], ['../escape', 'y']]))).rejects.toThrow(/no key of the store/);
        await expect(store.publish('models/m/2', new Map([['below/it', 'y']]))).rejects.toThrow(/no key of the store/);
        expect(await store.has('models/m/2')).toBe(false);
        expect(await under.leftovers()).toEqual([]);
      });

      test('what was removed can be published again', async () => {
        await store.publish('models/m/1', files);
        await store.remove('models/m/1');
        expect([await store.has('models/m/1'), await store.list('models')]).toEqual([false, expect.not.arrayContaining(['1'])]);
        await expect(store.get('models/m/1/model.json')).rejects.toMatchObject({ code: 'not-found' });
        await store.publish('models/m/1', new Map([['model.json', 'second']]));
        expect(await text('models/m/1/model.json')).toBe('second');
        expect(await under.leftovers()).toEqual([]);
      });
    });

    describe('keys', () => {
      test.each(['../x', 'a/../b', '/etc/passwd', 'a//b', '', '.hidden', 'a/.staging', 'a\0b', 'a/b c', 'x'.repeat(200)])('%j does not leave the store', async (key) => {
        await expect(store.put(key, 'x')).rejects.toMatchObject({ code: 'invalid-input' });
        await expect(store.get(key)).rejects.toMatchObject({ code: 'invalid-input' });
        await expect(store.remove(key)).rejects.toMatchObject({ code: 'invalid-input' });
        await expect(store.publish(key, files)).rejects.toMatchObject({ code: 'invalid-input' });
      });
    });

    test('list is sorted and shallow; remove takes a whole prefix', async () => {
      for (const key of ['jobs/b/x', 'jobs/a/x', 'jobs/a/y', 'jobs/ab', 'jobs/B']) await store.put(key, '1');
      expect(await store.list('jobs')).toEqual(['B', 'a', 'ab', 'b']);
      expect(await store.list('')).toEqual(['jobs']);
      await store.remove('jobs/a');
      await store.remove('jobs/a');
      expect(await store.list('jobs')).toEqual(['B', 'ab', 'b']);
      expect(await store.list('nothing')).toEqual([]);
      await store.remove('jobs/ab');
      expect(await store.list('jobs')).toEqual(['B', 'b']);
    });

    test('long lists are complete', async () => {
      const names = Array.from({ length: 11 }, (_, i) => `${String(i).padStart(12, '0')}.ckpt`);
      await Promise.all(names.map((name) => store.put(`jobs/j/checkpoints/${name}`, name)));
      await Promise.all(names.map((_, i) => store.publish(`models/m/${i + 1}`, files)));
      expect(await store.list('jobs/j/checkpoints')).toEqual(names);
      expect(await store.list('models/m')).toHaveLength(11);
      for (const name of names.slice(0, -2)) await store.remove(`jobs/j/checkpoints/${name}`);
      expect(await store.list('jobs/j/checkpoints')).toEqual(names.slice(-2));
      await store.remove('models');
      expect(await store.list('')).toEqual(['jobs']);
      expect(await under.leftovers()).toEqual([]);
    });

    test('one published file may be removed, and one added', async () => {
      await store.publish('models/m/1', files);
      await store.remove('models/m/1/weights.safetensors');
      await store.put('models/m/1/notes', 'x');
      expect(await store.list('models/m/1')).toEqual(['model.json', 'notes']);
      expect(await store.has('models/m/1/weights.safetensors')).toBe(false);
      expect(await under.leftovers()).toEqual([]);
    });

    test('a store opened again holds what the first one wrote', async () => {
      await store.put('jobs/a/spec.json', 'kept');
      await store.publish('models/m/1', files);
      const again = await under.again();
      expect(new TextDecoder().decode(await again.get('jobs/a/spec.json'))).toBe('kept');
      expect(await again.list('models/m/1')).toEqual(['model.json', 'weights.safetensors']);
    });
  });
}
