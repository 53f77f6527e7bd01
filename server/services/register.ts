/** Questions to the register, for routes and whoever else needs the same answer: keys of this workspace's catalogue, `me` and `today` in their places, and what is answered cut by the digest. */
import { asListed } from '../../model/classification/listed.ts';
import type { ServerAccess } from '../access/access.ts';
import type { Clock } from '../clock.ts';
import type { KnownPeople, PageAnswer } from '../storage/cells-page.ts';
import type { ListQuery, Storage } from '../storage/storage.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { registerKey } from '../../model/register/keys.ts';
import type { RegisterKey } from '../../model/register/keys.ts';
import { parseQuery } from '../../model/register/query.ts';
import type { Condition, KeyOf, QueryValue, RegisterItem, RegisterPage, RegisterQuery } from '../../model/register/query.ts';
import type { WorkspaceCatalogue } from '../../model/catalogue/catalogue.ts';
import type { Person } from '../../model/rights.ts';
import { invalid, mustStay } from './errors.ts';

export interface RegisterOptions {
  readonly storage: Pick<Storage, 'facts'>;
  readonly access: Pick<ServerAccess, 'directory' | 'digests' | 'elsewhere'>;
  readonly catalogue: { now(): WorkspaceCatalogue };
  readonly clock: Clock;
  /** The workspace's, for what `today` is. */
  readonly timezone: string;
}

/** What a key may be in this workspace, its own fields among them. */
export function keysOf({ fields }: WorkspaceCatalogue): KeyOf {
  const own = new Map(fields.map((field) => [field.key, field]));
  return (key) => registerKey(key, (name) => own.get(name));
}

/** Throws `invalid` with every problem. */
export function readQuery(options: Pick<RegisterOptions, 'catalogue'>, body: unknown): RegisterQuery {
  const parsed = parseQuery(body, keysOf(options.catalogue.now()));
  if (!parsed.ok) throw invalid(parsed.problems);
  return parsed.query;
}

export const askRegister = async (options: RegisterOptions, person: Person, query: RegisterQuery): Promise<RegisterPage> =>
  JSON.parse(Buffer.from(await askRegisterText(options, person, query)).toString()) as RegisterPage;

/** The same as the JSON that goes out: what the register thread wrote is not read again on the way. `rows`: only these of the register, rising. */
export async function askRegisterText(options: RegisterOptions, person: Person, query: RegisterQuery, rows?: Int32Array): Promise<Uint8Array<ArrayBuffer>> {
  const { storage, access, clock, timezone } = options;
  const workspace = options.catalogue.now();
  const keyOf = keysOf(workspace);
  const named = new Set([...query.where, ...query.sort].map(({ key }) => key).concat(query.columns, query.group ? [query.group.key, ...query.group.sums] : []));
  const keys = Object.fromEntries([...named].map((name) => {
    const key = keyOf(name);
    // it was there when the question was read
    if (!key) throw invalid([{ field: 'key', code: 'unknown-key', message: `The register has no ${name}.` }]);
    return [name, key];
  }));
  const ordered = [...query.sort.map(({ key }) => key), ...(query.group ? [query.group.key] : [])];
  const { directory } = access;
  const today = todayIn(timezone, clock.now());
  const asked = {
    ...query, ...(rows ? { rows } : {}), person, policy: directory.policy, manages: directory.manages(person), within: directory.within(person), now: new Date(clock.now()).toISOString(), keys,
    where: query.where.map((condition) => placed(condition, keys[condition.key] as RegisterKey, person.id, today)),
    orders: Object.fromEntries(ordered.flatMap((name) => { const list = orderOf(keys[name] as RegisterKey, workspace, directory); return list ? [[name, list]] : []; })),
  };
  return ofNow(access, person, (people) => storage.facts.page(asked, people));
}

/** The plain list, as the JSON that goes out. */
export const listText = ({ storage, access, clock }: Pick<RegisterOptions, 'storage' | 'access' | 'clock'>, person: Person, wish: Omit<ListQuery, 'person' | 'policy' | 'manages' | 'within' | 'now'>): Promise<Uint8Array<ArrayBuffer>> =>
  ofNow(access, person, (people) => storage.facts.list({ ...wish, person, policy: access.directory.policy, manages: access.directory.manages(person), within: access.directory.within(person), now: new Date(clock.now()).toISOString() }, people));

/** What the register thread wrote, put right where the main thread knows better by now. */
async function ofNow(access: RegisterOptions['access'], person: Person, ask: (people: KnownPeople) => Promise<PageAnswer>): Promise<Uint8Array<ArrayBuffer>> {
  const elsewhere = access.elsewhere();
  try {
    const answer = await ask(elsewhere.people);
    // a register page after page is no day's work
    if (!access.directory.leavers.reads(person.id, answer.ids)) mustStay(person);
    const gone = access.directory.person(person.id) === null;
    const again = gone ? answer.ids : answer.ids.filter((id) => answer.unsure.includes(id) || elsewhere.stale(id));
    return again.length === 0 ? answer.whole : await putRight(answer.whole, again);
  } finally {
    elsewhere.end();
  }

  /** A right may have ended on the way. */
  async function putRight(whole: Uint8Array<ArrayBuffer>, ids: readonly ArchiveId[]): Promise<Uint8Array<ArrayBuffer>> {
    const digests = await access.digests(person, ids);
    const digestOf = new Map(ids.map((id, i) => [id, digests[i] ?? null]));
    const { items, ...page } = JSON.parse(Buffer.from(whole).toString()) as RegisterPage;
    const right = items.flatMap((item): readonly RegisterItem[] => {
      const digest = digestOf.get(item.id);
      return digest === undefined ? [item] : digest === null ? [] : [{ ...item, digest: asListed(digest) }];
    });
    return Buffer.from(JSON.stringify({ items: right, ...page }));
  }
}

/** The day that it is in a time zone. */
export const todayIn = (timezone: string, now: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);

/** `me` and `today-30` as they are for who asks, now. */
export function placed(condition: Condition, { type }: RegisterKey, me: string, today: string): Condition {
  const place = (value: QueryValue): QueryValue => {
    if (type === 'person') return value === 'me' ? me : value;
    const days = type === 'date' ? /^today([+-]\d+)?$/.exec(String(value)) : null;
    return days ? new Date(Date.parse(today) + Number(days[1] ?? 0) * 86_400_000).toISOString().slice(0, 10) : value;
  };
  return { ...condition, values: condition.values.map(place) };
}

function orderOf({ type, dictionary }: RegisterKey, { dictionaries }: WorkspaceCatalogue, directory: RegisterOptions['access']['directory']): readonly string[] | undefined {
  switch (type) {
    case 'option': return dictionaries.find(({ id }) => id === dictionary)?.options.map(({ key }) => key);
    case 'person': return directory.byName().map(({ id }) => id);
    case 'department': return [...directory.departments()].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ id }) => id);
    default: return undefined;
  }
}
