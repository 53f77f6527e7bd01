/** Recorded visits to the line, as text: `ann > hex` a client's frame, `ann < hex` what the server answered to ann, `#` a remark. Replays them against a hub and makes frames readable, so that what may differ between servers does not count. */
import { applyAwarenessUpdate, Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { MESSAGE, OP, readFrame, readJson } from '../../model/protocol.ts';
import { readMessage } from '../../server/sync/wire.ts';
import type { SyncWorld } from './sync-world.ts';
import type { Pair } from './socket-pair.ts';

export interface Step { readonly who: string; readonly to: 'server' | 'client'; readonly bytes: Uint8Array }

export function readTranscript(text: string): Step[] {
  return text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')).map((line) => {
    const [who = '', arrow, hex = ''] = line.split(' ');
    return { who, to: arrow === '>' ? 'server' : 'client', bytes: Uint8Array.from(Buffer.from(hex, 'hex')) };
  });
}

/** Sends each frame and waits for what follows; what came to whom, in order. */
export async function replay(world: SyncWorld, steps: readonly Step[]): Promise<Step[]> {
  const pairs = new Map<string, Pair>();
  const seen: Step[] = [];
  for (const { who, bytes } of steps.filter(({ to }) => to === 'server')) {
    let pair = pairs.get(who);
    if (pair === undefined) {
      pairs.set(who, (pair = world.connect().pair));
      pair.client.onmessage = (frame) => void seen.push({ who, to: 'client', bytes: frame });
    }
    pair.client.send(bytes);
    await world.settle();
  }
  return seen;
}

/** Words for people may be found better. */
const wordless = (body: object): object => Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'reason' && name !== 'text'));

/** Frames as what they mean: JSON as values, documents as what they hold so far, presence without its clocks. */
export function readable(steps: readonly Step[]): unknown[] {
  const docs = new Map<string, Y.Doc>();
  return steps.map(({ who, bytes }) => {
    const { channel, op, body } = readFrame(bytes);
    const frame = { who, channel, op: Object.entries(OP).find(([, number]) => number === op)?.[0] };
    if (op === OP.ping) return frame;
    if (op !== OP.data) return { ...frame, body: wordless(readJson(body) as object) };
    if (body[0] === 0x7b) return { ...frame, news: readJson(body) };
    if (body[0] === MESSAGE.ack) return { ...frame, ack: [...body.subarray(1)] };
    if (body[0] === MESSAGE.reject) return { ...frame, reject: wordless(JSON.parse(new TextDecoder().decode(body.subarray(body.indexOf(0x7b)))) as object) };
    const name = `${who} ${channel}`;
    const doc = docs.get(name) ?? new Y.Doc();
    docs.set(name, doc);
    const message = readMessage(body);
    if (message.kind === 'step1') return { ...frame, wants: [...Y.decodeStateVector(message.vector)] };
    if (message.kind === 'awareness') {
      const presence = new Awareness(new Y.Doc());
      clearInterval((presence as unknown as { _checkInterval: ReturnType<typeof setInterval> })._checkInterval); // it would keep the process alive
      presence.setLocalState(null);
      applyAwarenessUpdate(presence, message.states, 'transcript');
      return { ...frame, present: Object.fromEntries(presence.getStates()) };
    }
    if (message.kind === 'queryAwareness') return { ...frame, asks: 'awareness' };
    Y.applyUpdate(doc, message.update);
    return { ...frame, kind: message.kind, holds: doc.getMap('fields').toJSON(), text: doc.getText('text:org.businessScope').toString() };
  });
}
