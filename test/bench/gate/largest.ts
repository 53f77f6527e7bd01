/** The most that one message within the limits can ask for, by somebody who may write: the other half of the hostile list of `npm run bench gate`. */
import * as encoding from 'lib0/encoding';
import { SHIPPED_LIMITS } from '../../../server/limits.ts';
import { craft, gc, text, value } from '../../helpers/craft-update.ts';
import { by, type Attack } from '../sync/attacks.ts';

const ROOM_FOR_HEADS = 256;
const MOST = SHIPPED_LIMITS.frameBytes - ROOM_FOR_HEADS;
const WAIT_MS = 700;
const TEXT = 'text:org.businessScope';

type Struct = (encoder: encoding.Encoder) => void;

const author = (): number => 1 + Math.floor(Math.random() * 0xfffffff0);

/** As many structs as fit into one message. */
function most(one: (i: number) => Struct, client: number): Uint8Array {
  const probe = (count: number): Uint8Array => craft([{ client, clock: 0, structs: Array.from({ length: count }, (_, i) => one(i)) }]);
  const each = probe(2_000).length / 2_000;
  let count = Math.floor(MOST / each);
  while (probe(count).length > MOST) count = Math.floor(count * 0.98);
  return probe(count);
}

const oneValue = (i: number): Struct => value({ root: 'rows', sub: `methods/x${i}/value` }, 'v');
/** One character a struct, each before the one made before it: Yjs would join them the other way round. */
const oneCharacter = (client: number) => (i: number): Struct => text(i === 0 ? { root: TEXT } : { right: [client, i - 1] }, 'x');
/** As many structs as the gate lets pass. */
const passing = (one: (i: number) => Struct, client: number, from = 0): Uint8Array => craft([{ client, clock: from, structs: Array.from({ length: SHIPPED_LIMITS.structsPerUpdate }, (_, i) => one(from + i)) }]);
const grown = (one: (i: number) => Struct, client: number, times: number): Uint8Array[] => Array.from({ length: times }, (_, i) => passing(one, client, i * SHIPPED_LIMITS.structsPerUpdate));

function vector(): Uint8Array {
  const encoder = encoding.createEncoder();
  const count = 40_000;
  encoding.writeVarUint(encoder, count);
  for (let i = 0; i < count; i++) {
    encoding.writeVarUint(encoder, 100_000 + i);
    encoding.writeVarUint(encoder, 1);
  }
  return encoding.toUint8Array(encoder);
}

/** A list in a list in a list, as deep as a message is long. */
const nested = (encoder: encoding.Encoder): void => {
  value({ root: 'rows', sub: 'methods/x1/value' }, null)(encoder);
  encoder.cpos--; // the null gives way to lists of one, each in the next
  for (let i = 0; i < 100_000; i++) {
    encoding.writeUint8(encoder, 117);
    encoding.writeVarUint(encoder, 1);
  }
  encoding.writeUint8(encoder, 126);
};

/** What is sent: some edits that make the ground, then the one that counts, an edit or a state vector. */
export interface Large { readonly name: string; readonly make: () => { readonly before: readonly Uint8Array[]; readonly update?: Uint8Array; readonly vector?: Uint8Array } }

export const LARGE: readonly Large[] = [
  { name: 'as many values as one message holds', make: () => ({ before: [], update: most(oneValue, author()) }) },
  { name: 'as many values as the gate lets pass', make: () => ({ before: [], update: passing(oneValue, author()) }) },
  { name: 'a text of one character a struct', make: () => {
    const id = author();
    return { before: [], update: most(oneCharacter(id), id) };
  } },
  { name: 'as much of that text as the gate lets pass', make: () => {
    const id = author();
    return { before: [], update: passing(oneCharacter(id), id) };
  } },
  { name: 'of 10,000 such characters every other one deleted', make: () => {
    const id = author();
    return { before: grown(oneCharacter(id), id, 4), update: craft([], Array.from({ length: SHIPPED_LIMITS.deletesPerUpdate }, (_, i) => [id, 2 * i, 1] as const)) };
  } },
  { name: '5,000 values deleted by one range', make: () => {
    const id = author();
    return { before: grown(oneValue, id, 2), update: craft([], [[id, 0, SHIPPED_LIMITS.deletesPerUpdate]]) };
  } },
  { name: 'the same deletes again and again', make: () => {
    const id = author();
    const all = [id, 0, SHIPPED_LIMITS.deletesPerUpdate] as const;
    return { before: [...grown(oneValue, id, 2), craft([], [all])], update: craft([], Array.from({ length: 25_000 }, () => all)) };
  } },
  { name: 'structs that are none, two bytes each', make: () => ({ before: [], update: craft([{ client: author(), clock: 0, structs: Array.from({ length: 120_000 }, () => gc(1)) }]) }) },
  { name: 'deletes of what is not there, by 30,000 authors', make: () => ({ before: [], update: craft([], Array.from({ length: 30_000 }, (_, i) => [100_000 + i, 0, 1] as const)) }) },
  { name: 'a value nested 100,000 deep', make: () => ({ before: [], update: craft([{ client: author(), clock: 0, structs: [nested] }]) }) },
  { name: 'a state vector of 40,000 authors', make: () => ({ before: [], vector: vector() }) },
];

export const LARGEST: readonly Attack[] = LARGE.map(({ name, make }) => ({ name, run: (ground) => {
  const { before, update, vector: asked } = make();
  return by(1, WAIT_MS, (client) => {
    for (const each of before) client.update(each);
    if (update !== undefined) client.update(update);
    if (asked !== undefined) client.vector(asked);
  })(ground);
} }));
