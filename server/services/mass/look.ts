/** The preview of a mass update: archive by archive what stands there, what it would become, and why not. Every value under the right of who asks, as at every other door; nothing is written here. */
import { docName, parseArchiveRef } from '../../../model/ids.ts';
import type { ArchiveId } from '../../../model/ids.ts';
import { MOST } from '../../../model/register/query.ts';
import type { RegisterQuery } from '../../../model/register/query.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Level, Person } from '../../../model/rights.ts';
import type { Rights, ServerAccess } from '../../access/access.ts';
import type { Hub } from '../../sync/sync.ts';
import { askRegister } from '../register.ts';
import type { RegisterOptions } from '../register.ts';
import { ownStanding } from './entry.ts';
import type { Entry, Line, Want } from './entry.ts';
import { readOne, valueKeyOf } from './read.ts';
import type { Read, ReadWorld } from './read.ts';
import { becomes, isSame, standing } from './values.ts';
import type { Standing, Wanted } from './values.ts';
import type { CellValue } from '../../../model/register/query.ts';
import type { MassRefusal } from '../../../model/mass/api.ts';

export interface LookOptions extends RegisterOptions {
  readonly access: RegisterOptions['access'] & Pick<ServerAccess, 'rights' | 'levelIfOpen' | 'resolve'>;
  readonly hub: Pick<Hub, 'readOnce'>;
}

/** What is changed: the same in many archives, or in each its own. */
export type Asked =
  | { readonly kind: 'query'; readonly query: RegisterQuery; readonly wants: readonly Want[] }
  | { readonly kind: 'named'; /** As they were named. */ readonly archives: ReadonlyMap<string, readonly Want[]>; /** Cells that are refused before anything is looked at. */ readonly lines: readonly Line[] };

/** Archives that are looked at at the same time. */
const AT_ONCE = 16;
/** Milliseconds after which everybody else has a turn. */
const SLICE = 8;
const GONE = 'There is no such archive or value, or you may not see it.';
export const FORBIDDEN = 'You may read this, not write it.';

export interface Looked { readonly lines: readonly Line[]; readonly same: number; readonly archives: number }

/** Slice by slice; what `goOn` throws ends it. */
export async function* look(options: LookOptions, person: Person, asked: Asked, world: () => ReadWorld): AsyncGenerator<Looked> {
  if (asked.kind === 'named' && asked.lines.length > 0) yield { lines: asked.lines, same: 0, archives: 0 };
  let since = performance.now();
  for await (const page of targets(options, person, asked)) {
    for (let i = 0; i < page.length; i += AT_ONCE) {
      const slice = page.slice(i, i + AT_ONCE);
      const all = await Promise.all(slice.map((target) => one(options, person, target, world())));
      yield { lines: all.flatMap(({ lines }) => lines), same: all.reduce((sum, { same }) => sum + same, 0), archives: slice.length };
      if (performance.now() - since < SLICE) continue;
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
    }
  }
}

interface Target { /** As it was named. */ readonly asked: string; readonly id: ArchiveId | null; readonly name: string; readonly wants: readonly Want[] }

async function* targets(options: LookOptions, person: Person, asked: Asked): AsyncGenerator<readonly Target[]> {
  if (asked.kind === 'named') {
    const all = [...asked.archives];
    for (let i = 0; i < all.length; i += MOST.limit) {
      const found = await resolved(options, person, all.slice(i, i + MOST.limit).map(([text]) => text));
      yield all.slice(i, i + MOST.limit).map(([text, wants]) => ({ asked: text, wants, ...(found.get(text) ?? { id: null, name: '' }) }));
    }
    return;
  }
  let cursor: string | null = null;
  do {
    const page = await askRegister(options, person, { ...asked.query, columns: [], group: null, cursor, limit: MOST.limit });
    yield page.items.map(({ id, digest }) => ({ asked: id, id, name: digest.name, wants: asked.wants }));
    cursor = page.next;
  } while (cursor !== null);
}

/** Those that this person may know of, by what they are called here: id, external key, else code. */
async function resolved(options: LookOptions, person: Person, texts: readonly string[]): Promise<ReadonlyMap<string, { readonly id: ArchiveId; readonly name: string }>> {
  const found = new Map<string, { readonly id: ArchiveId; readonly name: string }>();
  const ids = await Promise.all(texts.map(async (text) => { const ref = parseArchiveRef(text); return ref ? options.access.resolve(ref) : null; }));
  const known = ids.flatMap((id) => id ?? []);
  const digests = new Map((await options.access.digests(person, known)).flatMap((digest, i) => (digest ? [[known[i] as ArchiveId, digest.name] as const] : [])));
  const codes: string[] = [];
  texts.forEach((text, i) => {
    const id = ids[i];
    const name = id ? digests.get(id) : undefined;
    if (id && name !== undefined) found.set(text, { id, name });
    else if (text.trim() !== '') codes.push(text.trim());
  });
  if (codes.length === 0) return found;
  const page = await askRegister(options, person, { text: '', where: [{ key: 'code', op: 'in', values: codes.map((code) => code.slice(0, MOST.valueLength)) }], sort: [], group: null, columns: ['code'], locale: 'en', cursor: null, limit: MOST.limit });
  const same = (code: string): string => code.trim().toLowerCase();
  const byCode = new Map(page.items.map(({ id, digest, cells }) => [same(String(cells['code'] ?? '')), { id, name: digest.name }]));
  for (const text of texts) {
    const item = found.has(text) ? undefined : byCode.get(same(text));
    if (item) found.set(text, item);
  }
  return found;
}

async function one(options: LookOptions, person: Person, { asked, id, name, wants }: Target, world: ReadWorld): Promise<{ readonly lines: readonly Line[]; readonly same: number }> {
  const rights = id === null ? null : await options.access.rights(person, id);
  if (id === null || rights === null) return { lines: wants.map(({ key }) => gone(asked, key.key)), same: 0 };
  const lines: Line[] = [];
  let same = 0;
  const read = new Map<string, Awaited<ReturnType<Hub['readOnce']>>['values']>();
  for (const want of wants) {
    const { key } = want;
    const level = await levelFor(options.access, person, rights, want);
    if (!atLeast(level, 'read')) { lines.push({ ...gone(asked, key.key), name }); continue; }
    const at = valueKeyOf(key, world.schema);
    let now: Standing;
    if (key.place.kind === 'own') now = ownStanding(key, rights.archive);
    else {
      const { section } = key.place;
      const values = read.get(section) ?? (await options.hub.readOnce(docName(id, section))).values;
      read.set(section, values);
      now = standing(key, values, at?.long ?? false);
    }
    const entry = (after: CellValue): Entry => ({ archive: id, want, before: now.value, after, base: now.base });
    const refuse = (code: MassRefusal, message: string, after: CellValue = null): void => { lines.push({ archive: id, name, key: key.key, state: 'refused', entry: entry(after), code, message }); };
    const wanted = read1(want, now, world);
    if (!wanted.ok) { refuse(wanted.code, wanted.message); continue; }
    const after = becomes(key, now, wanted.value);
    if (!after.ok) { refuse(after.code, after.message); continue; }
    if (isSame(now.value, after.value)) { same++; continue; }
    if (!atLeast(level, 'write')) { refuse('forbidden', FORBIDDEN, after.value); continue; }
    if (after.value === null && key.place.kind === 'value' && key.place.key === 'customer.name') { refuse('invalid', 'An archive needs a name.'); continue; }
    if (want.seen !== undefined && !key.masked && !isSame(want.seen === '' ? null : want.seen, now.value)) { lines.push({ archive: id, name, key: key.key, state: 'conflict', entry: { ...entry(after.value), before: want.seen }, now: now.value }); continue; }
    lines.push({ archive: id, name, key: key.key, state: 'change', entry: entry(after.value) });
  }
  return { lines, same };
}

const gone = (asked: string, key: string): Line => ({ archive: asked, name: '', key, state: 'refused', entry: null, code: 'not-found', message: GONE });

/** The level that counts for one key: of its section, or of what the archive's own row asks for it. `read`: seen, not changed. */
export async function levelFor(access: Pick<ServerAccess, 'levelIfOpen' | 'directory'>, person: Person, rights: Rights, { key }: Want): Promise<Level> {
  if (key.place.kind !== 'own') return rights.sections.get(key.place.section)?.level ?? 'none';
  if (!atLeast(rights.level, 'read')) return 'none';
  const profile = rights.sections.get('profile')?.level ?? 'none';
  switch (key.place.name) {
    case 'kind': case 'code': case 'keeper': return atLeast(profile, 'write') ? 'write' : 'read';
    case 'department': case 'confidentiality': case 'owner': case 'coOwner': return atLeast(profile, 'manage') ? 'write' : 'read';
    case 'state': return atLeast(await access.levelIfOpen(person, rights.archive.id), 'manage') ? 'write' : 'read';
  }
}

/** The values of a wish, read against what stands there. */
function read1({ key, op, given }: Want, now: Standing, world: ReadWorld): Read<Wanted> {
  const base = now.value === null || typeof now.value === 'object' ? null : (now.value as string | number | boolean);
  const values = [];
  for (const each of given) {
    const read = readOne(key, each, base, world);
    if (!read.ok) return read;
    if (read.value !== null) values.push(read.value);
  }
  return { ok: true, value: op === 'put' ? { kind: 'put', values } : { kind: 'change', add: op === 'add' ? values : [], remove: op === 'remove' ? values : [] } };
}
