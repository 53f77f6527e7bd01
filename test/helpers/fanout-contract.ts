/** What every fan-out must do, whatever carries it. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Fanout } from '../../server/fanout/fanout.ts';

/** What a node hears on a topic; resolved once its subscription holds. */
export async function listening(fanout: Fanout, topic: string) {
  const heard: string[] = [];
  let missed = 0;
  const end = fanout.subscribe(topic, { hear: (bytes) => { heard.push(Buffer.from(bytes).toString('utf8')); bytes.fill(0); }, missed: () => { missed++; } });
  await vi.waitFor(() => { expect(missed).toBeGreaterThan(0); }, { timeout: 20_000, interval: 5 });
  return { heard, end, missed: () => missed };
}
export const text = (words: string): Uint8Array => new TextEncoder().encode(words);
export const until = (look: () => void): Promise<void> => vi.waitFor(look, { timeout: 20_000, interval: 5 });

/** `join` makes one more node of the same installation. */
export function fanoutContract(name: string, join: () => Promise<Fanout> | Fanout): void {
  describe(`fan-out: ${name}`, () => {
    const node = async (): Promise<Fanout> => {
      const fanout = await join();
      onTestFinished(() => fanout.close());
      return fanout;
    };

    it('a hint reaches every ear of every other node on its topic, in order, and never the node itself', async () => {
      const [a, b, c] = [await node(), await node(), await node()];
      const [own, near, far, second, elsewhere] = [await listening(a, 'sec:1'), await listening(b, 'sec:1'), await listening(c, 'sec:1'), await listening(c, 'sec:1'), await listening(b, 'sec:2')];
      for (const words of ['one', 'two', 'three']) a.publish('sec:1', text(words));
      await until(() => { for (const { heard } of [near, far, second]) expect(heard).toEqual(['one', 'two', 'three']); });
      b.publish('sec:2', text('not for itself'));
      c.publish('sec:2', text('last'));
      await until(() => { expect(elsewhere.heard).toEqual(['last']); });
      expect(own.heard).toEqual([]);
    });

    it('whoever has ended hears no more, and others on the topic still do', async () => {
      const [a, b] = [await node(), await node()];
      const [gone, stays] = [await listening(b, 'x'), await listening(b, 'x')];
      gone.end();
      gone.end();
      a.publish('x', text('after'));
      await until(() => { expect(stays.heard).toEqual(['after']); });
      stays.end();
      const again = await listening(b, 'x');
      a.publish('x', text('anew'));
      await until(() => { expect(again.heard).toEqual(['anew']); });
      expect([gone.heard, stays.heard]).toEqual([[], ['after']]);
    });

    it('bytes are the publisher’s again at once', async () => {
      const [a, b] = [await node(), await node()];
      const ears = await listening(b, 'x');
      const bytes = text('as sent');
      a.publish('x', bytes);
      bytes.fill(0);
      await until(() => { expect(ears.heard).toEqual(['as sent']); });
    });

    it('bytes of every value arrive as they are', async () => {
      const [a, b] = [await node(), await node()];
      const all = Uint8Array.from({ length: 70_000 }, (_, i) => i % 256);
      const heard: Uint8Array[] = [];
      let holds = false;
      b.subscribe('x', { hear: (bytes) => heard.push(bytes), missed: () => { holds = true; } });
      await until(() => { expect(holds).toBe(true); });
      a.publish('x', all);
      a.publish('x', new Uint8Array(0));
      await until(() => { expect(heard).toHaveLength(2); });
      expect(Buffer.compare(heard[0] ?? new Uint8Array(), all)).toBe(0);
      expect(heard[1]).toHaveLength(0);
    });

    it('a closed node neither hears nor tells, and says nothing about it', async () => {
      const [a, b, c] = [await node(), await node(), await node()];
      const [closed, open] = [await listening(b, 'x'), await listening(c, 'x')];
      await b.close();
      b.publish('x', text('nobody'));
      a.publish('x', text('somebody'));
      await until(() => { expect(open.heard).toEqual(['somebody']); });
      expect(closed.heard).toEqual([]);
      await b.close();
    });
  });
}
