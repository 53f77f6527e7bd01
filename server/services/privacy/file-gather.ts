/**
 * What one archive holds about a person, section by section, as it goes into their file: values with where they come from, who may read them and for how long they are kept. What may not be told is not even read;
 * what a person has to look at is marked. Reviewing and writing are left to `person-file.ts` and `file-writers.ts`.
 */
import type { Scalar, SectionValues, Transaction } from '../../../model/api.ts';
import { SECTION_LABELS, tables, tablesIn, fieldByKey } from '../../../model/catalogue/catalogue.ts';
import type { Field, FieldKind } from '../../../model/catalogue/types.ts';
import type { Names } from '../../../model/export/cells.ts';
import { docName } from '../../../model/ids.ts';
import type { ArchiveId, PersonId } from '../../../model/ids.ts';
import type { Language } from '../../../model/labels.ts';
import type { ClassInput, SchemeKey } from '../../../model/overview.ts';
import { CONSENT_WORDS, PURPOSES } from '../../../model/privacy/consents.ts';
import { explain } from '../../../model/privacy/explain.ts';
import type { FileArchive, FileAttachment, FileGroup, FileSection, FileValue } from '../../../model/privacy/file.ts';
import { FILE_TEXTS, fill, PURPOSE_TEXTS } from '../../../model/privacy/file-texts.ts';
import { hints, isTold, isToldKey } from '../../../model/privacy/suspicion.ts';
import { RETENTION_WORDS, yearsOf } from '../../../model/privacy/retention.ts';
import type { RetentionRule } from '../../../model/privacy/retention.ts';
import type { Person } from '../../../model/rights.ts';
import { grantCovers } from '../../../model/rights.ts';
import { isSectionKey, parseDocSection, SECTIONS } from '../../../model/sections.ts';
import type { SectionKey } from '../../../model/sections.ts';
import type { ServerAccess } from '../../access/access.ts';
import type { Storage, StoredArchive } from '../../storage/storage.ts';
import type { Hub } from '../../sync/sync.ts';
import type { Catalogue } from '../catalogue.ts';
import { cardsOf } from '../export/vcard-export.ts';
import { namesIn } from '../export/names.ts';

export interface FileGatherOptions {
  readonly storage: Pick<Storage, 'archives' | 'directory' | 'facts' | 'files' | 'comments' | 'exports' | 'personal' | 'newest' | 'standing'>;
  readonly access: Pick<ServerAccess, 'directory'>;
  readonly hub: Pick<Hub, 'readOnce'>;
  readonly catalogue: Pick<Catalogue, 'now'>;
}
/** `part`: `profile fields/customer.name`, `people rows/people/x1`: what was found of the person in somebody else's archive; null: all of it is about them. */
export interface GatherFileWish { readonly archive: ArchiveId; readonly part: readonly string[] | null; readonly lang: Language; readonly asker: Person; readonly rules: readonly RetentionRule[] }
export interface GatheredFile { readonly archive: FileArchive; /** As the reviewer knows it: the file itself does not tell whose archive somebody stands in. */ readonly name: string; /** Restricted sections that hold something and that the asker has no clearance for. */ readonly missing: readonly SectionKey[]; /** Ids of values about other people: left out unless a reviewer says otherwise. */ readonly ofOthers: readonly string[] }

type Values = SectionValues & { readonly order?: Readonly<Record<string, readonly string[]>> };
const PAGE = 500;
const LEDGER: readonly SectionKey[] = ['trade', 'stays'];
const FREE: readonly FieldKind[] = ['longText'];
/** A line of words in which somebody may be named, though it is no long text. */
const LONG_LINE = 40;

export async function gatherFile(options: FileGatherOptions, wish: GatherFileWish): Promise<GatheredFile | null> {
  const { storage, access, hub, catalogue } = options;
  const { archive: id, part, lang, asker } = wish;
  const row = await storage.archives.get(id);
  if (!row || row.state === 'erased') return null;
  const names = namesIn(lang, catalogue.now().dictionaries, access.directory);
  const [overview, documents, grants] = await Promise.all([storage.facts.overview(id), storage.newest([id]), storage.directory.grants(id)]);
  const cleared = (section: SectionKey): boolean => { const of = SECTIONS[section].class; return of.kind !== 'restricted' || asker.clearances.includes(of.clearance); };
  const read = new Map<string, Values>();
  const missing = new Set<SectionKey>();
  for (const { section: name } of documents[0] ?? []) {
    const section = parseDocSection(name)?.section;
    if (section === undefined || !isTold(section)) continue;
    if (part !== null && !part.some((each) => each.startsWith(`${name} `))) continue;
    const { values } = await hub.readOnce(docName(id, name));
    const empty = [values.fields, values.rows, values.texts].every((each) => Object.keys(each).length === 0);
    if (empty) continue;
    if (cleared(section)) read.set(name, values);
    else missing.add(section);
  }
  // who the others are is asked of all of the archive, also where only a part of it is told
  const people = read.get('people') ?? ((documents[0] ?? []).some(({ section }) => section === 'people') ? (await hub.readOnce(docName(id, 'people'))).values : null);
  const mine = new Set((part ?? []).flatMap((each) => { const [, found] = /^people rows\/people\/([^/]+)/.exec(each) ?? []; return found === undefined ? [] : [found]; }));
  const own = [overview?.name, ...Object.entries(people?.rows['people'] ?? {}).filter(([key]) => mine.has(key)).map(([, cells]) => String(cells['name'] ?? ''))].filter((each): each is string => each !== undefined && each !== '');
  const others = [
    ...Object.entries(people?.rows['people'] ?? {}).filter(([key]) => !mine.has(key)).map(([, cells]) => String(cells['name'] ?? '')),
    ...(await storage.directory.people()).map(({ name }) => name),
    ...(part === null ? [] : [overview?.name ?? '']),
  ].filter((name) => name.trim().length > 1 && !own.includes(name));
  const make = new Maker({ lang, names, staff: (person) => staffName(access, person, lang), others: [...new Set(others)], fields: catalogue.now().fields, part });

  const sections: FileSection[] = [];
  const ofOthers: string[] = [];
  const bySection = new Map<SectionKey, FileGroup[]>();
  for (const [name, values] of read) {
    const section = (parseDocSection(name) as { section: SectionKey }).section;
    const groups = make.groups(id, name, values, people);
    bySection.set(section, [...(bySection.get(section) ?? []), ...groups]);
    if (part === null && section === 'people' && row.kind === 'individual') ofOthers.push(...groups.flatMap((group) => group.values.filter(({ text }) => !own.includes(text)).map((value) => value.id)));
  }
  if (part === null || part.some((each) => /^(trade|stays) /.test(each))) {
    for (const [section, groups] of await ledgerGroups(options, id, make, part)) bySection.set(section, [...(bySection.get(section) ?? []), ...groups]);
  }
  for (const comment of await storage.comments.of(id)) {
    if (comment.text === null || !isTold(comment.section) || !cleared(comment.section) || (part !== null && !part.includes(`${comment.section} comment:${comment.id}`))) continue;
    const groups = bySection.get(comment.section) ?? [];
    groups.push({ label: FILE_TEXTS.comments[lang], values: [make.free(`${id}/${comment.section}/comment:${comment.id}`, `${FILE_TEXTS.comments[lang]} ${new Date(comment.at).toISOString().slice(0, 10)}`, make.withoutMentions(comment.text), 'comment')] });
    bySection.set(comment.section, groups);
  }
  for (const [section, groups] of bySection) {
    const kept = groups.filter(({ values }) => values.length > 0);
    if (kept.length === 0) continue;
    const years = yearsOf(wish.rules.filter((rule) => rule.section === null || isTold(rule.section)), section, row.kind);
    sections.push({
      section, label: SECTION_LABELS[section][lang], purpose: PURPOSE_TEXTS[section as keyof typeof PURPOSE_TEXTS][lang],
      retention: years === null ? FILE_TEXTS.noRule[lang] : fill(FILE_TEXTS.years[lang], { years: String(years.years), from: RETENTION_WORDS[years.from][lang] }),
      readers: readersOf(section, row, grants, access, lang), groups: kept,
    });
  }
  const attachments: FileAttachment[] = (await storage.files.list(id))
    .filter((file) => isSectionKey(file.section) && isTold(file.section) && cleared(file.section) && !hints(file.name) && (part === null || part.includes(`${file.section} file:${file.id}`)))
    .map(({ id: file, section, name, type, size, at }) => ({ id: file, section: section as SectionKey, name, type, size, at }));
  const card = await cardOf(id, overview?.name ?? id, row, read, people, mine, part, names);
  return {
    archive: {
      id, name: part === null ? (overview?.name ?? id) : fill(FILE_TEXTS.partOnly[lang], {}), part, sections,
      classes: part === null ? await classesOf(storage, id, lang) : [],
      consents: (await storage.personal.consents(id)).filter(({ subject }) => (part === null ? subject === '' : mine.has(subject))).map(({ purpose, state, decided, how, version }) => ({ purpose: PURPOSES[purpose].label[lang], state: CONSENT_WORDS[state][lang], decided, how: CONSENT_WORDS[how as keyof typeof CONSENT_WORDS]?.[lang] ?? '', version })),
      attachments, exports: await exportsOf(storage, id), card,
    },
    name: overview?.name ?? id, missing: [...missing], ofOthers,
  };
}

function staffName(access: FileGatherOptions['access'], id: string, lang: Language): string {
  const person = access.directory.person(id as PersonId);
  const department = person?.department ? access.directory.department(person.department)?.name : undefined;
  return department ? fill(FILE_TEXTS.staffOf[lang], { department }) : FILE_TEXTS.staff[lang];
}

function readersOf(section: SectionKey, row: StoredArchive, grants: Awaited<ReturnType<Storage['directory']['grants']>>, { directory }: FileGatherOptions['access'], lang: Language): readonly string[] {
  const department = (id: string): string => fill(FILE_TEXTS.department[lang], { name: directory.department(id as never)?.name ?? id });
  const base = SECTIONS[section].class.kind === 'restricted' ? [FILE_TEXTS.cleared[lang]] : [FILE_TEXTS.colleagues[lang], FILE_TEXTS.management[lang]];
  const own = row.department !== null && SECTIONS[section].class.kind === 'internal' && ['read', 'write'].includes(directory.policy.departmentDefault) ? [department(row.department)] : [];
  const given = grants.flatMap((grant) => (grant.to.kind === 'department' && grant.level !== 'exists' && grantCovers(grant, section) ? [department(grant.to.id)] : []));
  return [...new Set([...base, ...own, ...given])];
}

async function classesOf(storage: FileGatherOptions['storage'], id: ArchiveId, lang: Language): Promise<FileArchive['classes']> {
  const [classes, objections] = await Promise.all([storage.facts.classes([id]), storage.standing.objections(id, 500)]);
  const found = classes.get(id) ?? {};
  const format = ({ value, unit }: ClassInput): string => (unit === 'share' && typeof value === 'number' ? `${Math.round(value * 1000) / 10} %` : String(value));
  return Object.entries(found).flatMap(([scheme, result]) => {
    const own = objections.find((each) => each.scheme === scheme);
    const said = explain(result, lang, format, own === undefined ? null : own.ended === null ? 'waits' : 'kept');
    return said && !hints(`${said.value} ${said.inputs.join(' ')}`) ? [{ scheme: scheme as SchemeKey, since: result.since, computed: result.computedAt, ...said }] : [];
  });
}

/** Exports that named the archive, or took everything; of a question nobody knows any more whom it found. */
async function exportsOf(storage: FileGatherOptions['storage'], id: ArchiveId): Promise<FileArchive['exports']> {
  const rows = await storage.exports.page({ person: null, before: null, limit: 1_000 });
  return rows.filter(({ query }) => {
    const { ids, query: asked } = JSON.parse(query) as { readonly ids?: readonly string[]; readonly query?: { readonly text?: string; readonly where?: readonly unknown[] } };
    return ids ? ids.includes(id) : (asked?.text ?? '') === '' && (asked?.where ?? []).length === 0;
  }).map(({ at, format }) => ({ at: new Date(at).toISOString(), format }));
}

async function cardOf(id: ArchiveId, name: string, archive: StoredArchive, read: ReadonlyMap<string, Values>, people: Values | null, mine: ReadonlySet<string>, part: readonly string[] | null, names: Names): Promise<string> {
  if (part !== null && mine.size === 0) return '';
  const sections = new Map<string, Values>([...(read.has('profile') && part === null ? [['profile', read.get('profile') as Values] as const] : []), ...(people && part !== null ? [['people', { ...people, rows: { ...people.rows, people: Object.fromEntries(Object.entries(people.rows['people'] ?? {}).filter(([key]) => mine.has(key))) }, order: {} }] as const] : [])]);
  const cards: string[] = [];
  const one = { id, name, rights: { archive } as never, row: {}, sections };
  for await (const card of cardsOf((async function* only() { yield await Promise.resolve(one); })(), { version: '4.0', names })) cards.push(card);
  const lines = (part === null ? cards.slice(0, 1) : cards.slice(1)).join('');
  return lines.replace(/\r\n[ \t]/g, '').split('\r\n').filter((line) => !hints(line)).join('\r\n');
}

async function ledgerGroups({ storage }: FileGatherOptions, id: ArchiveId, make: Maker, part: readonly string[] | null): Promise<ReadonlyMap<SectionKey, readonly FileGroup[]>> {
  const found = new Map<SectionKey, FileGroup[]>(LEDGER.map((section) => [section, []]));
  let before: string | null = null;
  do {
    const page = await storage.facts.transactions(id, { limit: PAGE, before, year: null });
    for (const each of page.items) {
      const section: SectionKey = each.kind === 'stay' || each.kind === 'consumption' ? 'stays' : 'trade';
      if (part === null || part.includes(`${section} transaction:${each.id}`)) found.get(section)?.push(make.transaction(id, section, each));
    }
    before = page.next;
  } while (before !== null);
  return found;
}

interface MakerOptions { readonly lang: Language; readonly names: Names; readonly staff: (person: string) => string; readonly others: readonly string[]; readonly fields: readonly Field[]; readonly part: readonly string[] | null }

/** Values of one archive as they are told. */
class Maker {
  readonly #options: MakerOptions;
  constructor(options: MakerOptions) {
    this.#options = options;
  }

  withoutMentions(text: string): string {
    return text.replace(/@\[([^\][\s]{1,1200})\]/gu, (_, id: string) => { try { return this.#options.staff(decodeURIComponent(id)); } catch { return this.#options.staff(''); } });
  }
  free(id: string, label: string, text: string, key: string): FileValue {
    return this.#value(id, label, text, text, key, true, null, null);
  }
  transaction(archive: ArchiveId, section: SectionKey, { id, kind, date, amount, currency, dueAt, channel, orderRef, lines, stay }: Transaction): FileGroup {
    const { lang, names } = this.#options;
    const cells: readonly (readonly [string, string | null | undefined])[] = [['kind', kind], ['date', date], ['amount', `${amount} ${currency}`], ['dueAt', dueAt], ['channel', channel && names.option('D-13', channel)], ['orderRef', orderRef],
      ['lines', lines.map(({ item, quantity, price }) => `${quantity} × ${item}, ${price}`).join('; ')], ['period', stay?.period], ['rate', stay?.rate], ['reason', stay?.reason && names.option('D-65', stay.reason)]];
    return { label: `${FILE_TEXTS.transactions[lang]} ${date}`, values: cells.flatMap(([key, text]) => (text ? [this.#value(`${archive}/${section}/transaction:${id}/${key}`, key, text, text, key, false, null, null)] : [])) };
  }

  groups(archive: ArchiveId, doc: string, values: Values, people: Values | null): readonly FileGroup[] {
    const { fields, part, lang } = this.#options;
    const section = parseDocSection(doc)?.section as SectionKey;
    const field = (key: string): Field | undefined => fieldByKey(key) ?? fields.find((each) => each.key === key);
    const takes = (key: string): boolean => part === null || part.some((each) => each === `${doc} ${key}` || `${doc} ${key}`.startsWith(`${each}/`));
    const mark = (key: string, name: string): Scalar | undefined => values.marks[`${key}#${name}`] ?? values.marks[`marks/${key}#${name}`];
    const one = (key: string, label: string, kind: FieldKind, dictionary: string | null | undefined, value: Scalar): readonly FileValue[] => {
      if (value === null || value === '' || !isToldKey(key)) return [];
      const [text, raw] = this.#said(kind, dictionary, value, people);
      const free = FREE.includes(kind) || (kind === 'text' && text.length > LONG_LINE);
      const source = mark(key, 'source');
      const verified = mark(key, 'verifiedAt');
      return [this.#value(`${archive}/${doc}/${key}`, label, text, raw, key, free, typeof source === 'string' ? this.#options.names.option('D-04', source) : null, typeof verified === 'string' ? verified : null)];
    };
    const plain = [
      ...Object.entries(values.fields).filter(([key]) => takes(`fields/${key}`)).flatMap(([key, value]) => one(`fields/${key}`, field(key)?.label[lang] ?? key, field(key)?.kind ?? 'text', field(key)?.dictionary, value)),
      ...Object.entries(values.texts).filter(([key]) => !key.includes('/') && takes(`text:${key}`)).flatMap(([key, text]) => one(`text:${key}`, field(key)?.label[lang] ?? key, 'longText', null, text)),
    ];
    const known = [...tables(), ...tablesIn(fields)];
    const rows = Object.entries(values.rows).flatMap(([name, all]) => {
      if (!isToldKey(name)) return [];
      const table = known.find((each) => each.table === name && each.home === section) ?? known.find((each) => each.table === name);
      const label = (table?.heading === null || table?.heading === undefined ? undefined : field(table.heading)?.label[lang]) ?? name;
      // rows that hang on a row of `people` go with it
      const hangs = (cells: Readonly<Record<string, Scalar>>): boolean => part !== null && name !== 'people' && typeof cells['person'] === 'string' && part.some((each) => each === `${doc} rows/people/${String(cells['person'])}`);
      return (values.order?.[name] ?? Object.keys(all)).flatMap((id): readonly FileGroup[] => {
        const cells = all[id];
        if (!cells || !(takes(`rows/${name}/${id}`) || hangs(cells))) return [];
        const long = Object.entries(values.texts).filter(([key]) => key.startsWith(`${name}/${id}/`)).map(([key, text]) => [key.slice(name.length + id.length + 2), text, true] as const);
        const found = [...Object.entries(cells).map(([key, value]) => [key, value, false] as const), ...long].flatMap(([column, value, isText]) => {
          const shape = table?.columns.find((each) => each.key === column);
          return one(isText ? `text:${name}/${id}/${column}` : `rows/${name}/${id}/${column}`, shape?.label[lang] ?? column, isText ? 'longText' : (shape?.kind ?? 'text'), shape?.dictionary, value);
        });
        return [{ label, values: found }];
      });
    });
    return [{ label: '', values: plain }, ...rows];
  }

  /** As people read it, and as programs do. */
  #said(kind: FieldKind, dictionary: string | null | undefined, value: Exclude<Scalar, null>, people: Values | null): readonly [string, Scalar] {
    const { names, staff } = this.#options;
    if (typeof value === 'boolean') return [names.flag(value), value];
    if (kind === 'user') return [staff(String(value)), null];
    if (kind === 'person') { const name = String(people?.rows['people']?.[String(value)]?.['name'] ?? ''); return [name, name]; }
    if (typeof value === 'string' && dictionary) return [names.option(dictionary, value), value];
    return [String(value), value];
  }

  #value(id: string, label: string, text: string, raw: Scalar, key: string, free: boolean, source: string | null, verified: string | null): FileValue {
    const low = text.toLowerCase();
    const others = this.#options.others.filter((name) => low.includes(name.toLowerCase()));
    return { id, label, text, raw, key, source, verified, free: free || others.length > 0, others, silent: hints(`${label} ${text} ${typeof raw === 'string' ? raw : ''} ${source ?? ''}`) };
  }
}
