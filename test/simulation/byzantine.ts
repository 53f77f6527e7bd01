/** What a hostile client sends: every row of the hostile list that is bytes on a channel or a line. What no rule lets through carries a canary of the kind `never`. */
import * as Y from 'yjs';
import { MESSAGE, OP, varUint, writeFrame, writeJson } from '../../model/protocol.ts';
import { craft, gc, gone, skip, text, value } from '../helpers/craft-update.ts';
import type { DocChannel, SyncClient } from '../helpers/sync-client.ts';
import { awareness } from '../helpers/sync-client.ts';
import type { Canaries } from './canaries.ts';
import { SLOTS, TEXTS } from './page.ts';
import type { Mark, Page } from './page.ts';

export interface Target {
  readonly page: Page;
  readonly channel: DocChannel;
  /** The section as on disk, with the owners of its author ids. */
  readonly disk: Y.Doc;
  readonly authors: ReadonlyMap<number, string>;
  readonly retired: readonly number[];
  readonly chance: () => number;
  readonly canaries: Canaries<Mark>;
  /** An author id that nobody has. */
  readonly fresh: () => number;
}

type Attack = (target: Target, never: () => string) => Uint8Array | readonly Uint8Array[];

const pickOf = (chance: () => number) => <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;

/** Bytes as an update. Those that carry `never()` must not pass, whatever the person's right. */
const UPDATES: Readonly<Record<string, Attack>> = {
  broken: ({ channel, chance }) => {
    const bytes = Y.encodeStateAsUpdate(channel.doc).slice();
    for (let i = 0; i < 3; i++) bytes[Math.floor(chance() * bytes.length)] = Math.floor(chance() * 256);
    return bytes;
  },
  random: ({ chance }) => Uint8Array.from({ length: 1 + Math.floor(chance() * 60) }, () => Math.floor(chance() * 256)),
  replay: ({ channel }) => Y.encodeStateAsUpdate(channel.doc),
  forged: ({ page, disk, authors, chance }, never) => {
    const victims = [...authors].filter(([, owner]) => owner !== page.person).map(([id]) => id);
    const [root, sub] = pickOf(chance)(SLOTS[page.section]);
    const victim = victims.length === 0 ? null : pickOf(chance)(victims);
    return victim === null ? Uint8Array.of(0, 0) : craft([{ client: victim, clock: Y.getState(disk.store, victim), structs: [value({ root, sub }, never())] }]);
  },
  retired: ({ page, disk, retired, chance }, never) => {
    const [root, sub] = pickOf(chance)(SLOTS[page.section]);
    const old = retired.length === 0 ? null : pickOf(chance)(retired);
    return old === null ? Uint8Array.of(0, 0) : craft([{ client: old, clock: Y.getState(disk.store, old), structs: [value({ root, sub }, never())] }]);
  },
  bomb: () => Uint8Array.of(1, 0x80, 0x87, 0xa7, 0x0e, 1, 0),
  gc: ({ fresh, chance }) => craft([{ client: fresh(), clock: 0, structs: [gc(chance() < 0.5 ? 3 : 2 ** 50)] }]),
  skip: ({ fresh }) => craft([{ client: fresh(), clock: 0, structs: [skip(3)] }]),
  jump: ({ fresh }) => craft([{ client: fresh(), clock: 0, structs: [gone({ root: 'fields', sub: 'customer.name' }, 2 ** 40)] }]),
  gap: ({ page, fresh }, never) => craft([{ client: fresh(), clock: 1, structs: [value({ root: SLOTS[page.section][0]![0], sub: SLOTS[page.section][0]![1] }, never())] }]),
  unknownNeighbour: ({ page, fresh }, never) => craft([{ client: fresh(), clock: 0, structs: [text({ left: [fresh(), 5], root: TEXTS[page.section] ?? 'text:x' }, never())] }]),
  deleteUnknown: ({ fresh }) => craft([], [[fresh(), 0, 50]]),
  unknownRoot: ({ fresh }, never) => craft([{ client: fresh(), clock: 0, structs: [value({ root: 'secrets', sub: 'a' }, never())] }]),
  unknownField: ({ fresh }, never) => craft([{ client: fresh(), clock: 0, structs: [value({ root: 'fields', sub: 'customer.nothing' }, never())] }]),
  otherSection: ({ page, fresh }, never) => craft([{ client: fresh(), clock: 0, structs: [value(page.section === 'private' ? { root: 'fields', sub: 'customer.name' } : { root: 'rows', sub: 'children/c1/name' }, never())] }]),
  wrongType: ({ fresh }, never) => craft([{ client: fresh(), clock: 0, structs: [value({ root: 'fields', sub: 'crm.employeeCount' }, never())] }]),
  object: ({ page, fresh }, never) => craft([{ client: fresh(), clock: 0, structs: [value({ root: SLOTS[page.section][0]![0], sub: SLOTS[page.section][0]![1] }, { inner: never() })] }]),
  listInMap: ({ page, fresh }, never) => craft([{ client: fresh(), clock: 0, structs: [value({ root: SLOTS[page.section][0]![0] }, never())] }]),
  keyInText: ({ page, fresh }, never) => craft([{ client: fresh(), clock: 0, structs: [value({ root: TEXTS[page.section] ?? 'text:x', sub: 'hidden' }, never())] }]),
  prototype: ({ fresh }, never) => craft([{ client: fresh(), clock: 0, structs: [value({ root: 'fields', sub: '__proto__' }, never())] }]),
  prototypeRow: ({ fresh }, never) => craft([{ client: fresh(), clock: 0, structs: [value({ root: 'rows', sub: 'methods/constructor/__proto__' }, never())] }]),
  nul: ({ page, fresh }, never) => craft([{ client: fresh(), clock: 0, structs: [value({ root: SLOTS[page.section][0]![0], sub: SLOTS[page.section][0]![1] }, `${never()}\0`)] }]),
  huge: ({ page, fresh }, never) => craft([{ client: fresh(), clock: 0, structs: [value({ root: SLOTS[page.section][0]![0], sub: SLOTS[page.section][0]![1] }, never() + 'x'.repeat(9_000))] }]),
  v2: ({ page }, never) => {
    const doc = new Y.Doc();
    doc.getMap(SLOTS[page.section][0]![0]).set(SLOTS[page.section][0]![1], never());
    return Y.encodeStateAsUpdateV2(doc);
  },
  trailing: ({ page, channel }, never) => {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(channel.doc));
    copy.clientID = page.author;
    const before = Y.encodeStateVector(copy);
    copy.getMap(SLOTS[page.section][0]![0]).set(SLOTS[page.section][0]![1], 'plain');
    return Buffer.concat([Y.encodeStateAsUpdate(copy, before), Buffer.from(never())]);
  },
  twice: ({ page, fresh }, never) => {
    const author = fresh();
    const [root, sub] = SLOTS[page.section][0]!;
    return craft([{ client: author, clock: 0, structs: [value({ root, sub }, 'one')] }, { client: author, clock: 0, structs: [value({ root: 'secrets', sub: 'b' }, never())] }]);
  },
  manyAuthors: ({ page, fresh }, never) => craft(Array.from({ length: 200 }, () => ({ client: fresh(), clock: 0, structs: [value({ root: SLOTS[page.section][0]![0], sub: SLOTS[page.section][0]![1] }, never())] }))),
  deleteAll: ({ disk }) => craft([], [...disk.store.clients.keys()].map((client) => [client, 0, Y.getState(disk.store, client)] as const)),
};

/** Whole messages of a channel. */
const MESSAGES: Readonly<Record<string, Attack>> = {
  unknownType: () => Uint8Array.of(77, 1, 2),
  ack: () => Uint8Array.of(MESSAGE.ack, 9),
  shortLength: () => Uint8Array.of(0, 2, 9, 0, 0),
  bigVector: () => Uint8Array.of(0, 0, 5, 0xff, 0xff, 0xff, 0xff, 0x0f),
  empty: () => new Uint8Array(0),
  presenceForged: ({ page, authors, chance }, never) => {
    const victims = [...authors].filter(([, owner]) => owner !== page.person).map(([id]) => id);
    const id = victims.length === 0 ? 1 : pickOf(chance)(victims);
    const json = Buffer.from(JSON.stringify({ user: { id: 'ann', name: never() } }));
    return awareness(Uint8Array.from([1, ...varUint(id), ...varUint(2 ** 50), ...varUint(json.length), ...json]));
  },
  presenceMany: ({ fresh }) => awareness(Uint8Array.from([...varUint(3_000), ...Array.from({ length: 20 }, () => [...varUint(fresh()), 1, 4, 110, 117, 108, 108]).flat()])),
  presenceFlood: ({ fresh }) => Array.from({ length: 50 }, () => awareness(Uint8Array.from([1, ...varUint(fresh()), 1, 2, 123, 125]))),
};

/** Frames of the line. */
const FRAMES: Readonly<Record<string, (chance: () => number) => Uint8Array>> = {
  neverOpened: () => writeFrame(4_000, OP.data, Uint8Array.of(0, 0, 1, 0)),
  numberAgain: () => writeJson(1, OP.open, { archive: 'A1', section: 'profile' }),
  serverOnly: () => writeFrame(3_000, OP.level, new Uint8Array(0)),
  bye: () => writeJson(0, OP.bye, { code: 1000, reason: '' }),
  hello: (chance) => writeJson(0, OP.hello, { v: Math.floor(chance() * 5) - 1, token: 'ann 9999999999999' }),
  stolen: () => writeJson(0, OP.auth, { token: 'ann 9999999999999' }),
  unknownOp: (chance) => Uint8Array.of(Math.floor(chance() * 4), 8 + Math.floor(chance() * 240), 1, 2),
  padded: () => Uint8Array.of(0x80, 0x00, 1),
  json: () => writeFrame(5_000, OP.open, Buffer.from('{"archive":')),
  random: (chance) => Uint8Array.from({ length: Math.floor(chance() * 40) }, () => Math.floor(chance() * 256)),
};

export const ATTACKS = [...Object.keys(UPDATES), ...Object.keys(MESSAGES), ...Object.keys(FRAMES)];

/** Sends one attack and says which. */
export function attack(target: Target, client: SyncClient | null): string {
  const { chance, channel, canaries, page } = target;
  const pick = pickOf(chance);
  const never = (): string => canaries.text({ kind: 'never', archive: page.archive, section: page.section, by: page.person, page: page.kind });
  const dice = chance();
  if (dice < 0.7) {
    const [name, make] = pick(Object.entries(UPDATES));
    for (const each of [make(target, never)].flat()) channel.update(each as Uint8Array);
    return name;
  }
  if (dice < 0.85 || client === null) {
    const [name, make] = pick(Object.entries(MESSAGES));
    for (const each of [make(target, never)].flat()) channel.raw(each as Uint8Array);
    return name;
  }
  const [name, make] = pick(Object.entries(FRAMES));
  client.raw(make(chance));
  return name;
}
