/** The audit's reading view and reports. Reading is itself written down; who may read is the routes'. */
import { AUDIT_ACTIONS } from '../../../model/audit/entry.ts';
import type { AuditAction } from '../../../model/audit/entry.ts';
import type { AccessReview, AuditedArchive, AuditLine, AuditLines, AuditVerified, OpenedLine, ReviewLine, WhatOpened, WhoCouldSee } from '../../../model/audit/api.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../../model/ids.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Level, Person } from '../../../model/rights.ts';
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import { actionsOf } from '../../storage/audit-reader.ts';
import type { AuditQuery, StoredAudit } from '../../storage/audit-reader.ts';
import { endChain } from '../../storage/audit-verify.ts';
import type { Head } from '../../storage/audit-verify.ts';
import type { Storage } from '../../storage/storage.ts';
import { invalid, notFound } from '../errors.ts';
import { rightsAt } from './past-rights.ts';
import type { Trail } from './trail.ts';

export interface AuditReportOptions {
  readonly storage: Pick<Storage, 'audit' | 'archives' | 'history' | 'directory' | 'events'>;
  readonly access: Pick<ServerAccess, 'digests' | 'directory' | 'unseen'>;
  readonly trail: Pick<Trail, 'done' | 'flush'>;
  readonly clock: Clock;
}

/** Rows that a report gathers at most. */
const MOST = 50_000;
const PAGE = 1_000;
const DAY = 86_400_000;
/** Of a quarter nobody needs it who has not used it. */
const DORMANT_DAYS = 90;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const HALF = /^(\d{4})H([12])$/;

export class AuditReports {
  readonly #options: AuditReportOptions;

  constructor(options: AuditReportOptions) {
    this.#options = options;
  }

  async lines(reader: Person, query: AuditQuery): Promise<AuditLines> {
    const { storage: { audit } } = this.#options;
    await this.#fresh();
    const [page, since] = await Promise.all([audit.page(query), audit.since()]);
    // written down after it was read: a page of one's own reading would never end
    await this.#read(reader, 'rows', { ...(query.archive ? { archive: query.archive } : {}), ...(query.person ? { of: query.person } : {}), rows: page.rows.length });
    const known = await this.#known(reader, page.rows.flatMap(({ archive }) => archive ?? []));
    return { items: page.rows.map((row) => this.#line(row, known)), next: page.next, since: since === null ? null : new Date(since).toISOString() };
  }

  /** Slice after slice: whoever writes is not kept waiting. */
  async verify(reader: Person, heads: readonly Head[]): Promise<AuditVerified> {
    const { storage: { audit } } = this.#options;
    let step = await audit.check(null, heads);
    while (!step.over) step = await audit.check(step.state, heads);
    const faults = endChain(step.state, heads, step.key);
    await this.#read(reader, 'verify', { rows: step.state.rows, faults: faults.length });
    const head = await audit.head();
    return { rows: step.state.rows, ok: faults.length === 0, faults, unchecked: step.state.unchecked, head: head && { seq: head.seq, mac: head.mac } };
  }

  async whoCouldSee(reader: Person, id: ArchiveId, moment: number): Promise<WhoCouldSee> {
    const { storage, access: { directory }, clock } = this.#options;
    const archive = await storage.archives.get(id);
    if (!archive) throw notFound();
    const since = await storage.audit.since() ?? clock.now();
    if (moment < since) throw invalid([{ field: 'date', code: 'too-early', message: `What people's rights were is known from ${new Date(since).toISOString()} on.` }]);
    const { existed, of } = await rightsAt({ storage, directory }, archive, Math.min(moment, clock.now()));
    await this.#read(reader, 'whoCouldSee', { date: new Date(moment).toISOString() }, id);
    const items = of.flatMap(({ person, sections }) => {
      const seen = [...sections].filter(([, { level }]) => level !== 'none').map(([section, { level, because }]) => ({ section, level, because }));
      return seen.length === 0 ? [] : [{ person: { id: person.id, name: directory.name(person.id) }, level: seen.reduce<Level>((best, { level }) => (atLeast(best, level) ? best : level), 'none'), sections: seen }];
    });
    return { archive: await this.#archive(reader, id), at: new Date(moment).toISOString(), since: new Date(since).toISOString(), existed, items: items.sort((a, b) => (a.person.name < b.person.name ? -1 : 1)) };
  }

  async whatOpened(reader: Person, person: PersonId, from: number, to: number): Promise<WhatOpened> {
    await this.#fresh();
    const found = new Map<string, { row: StoredAudit; count: number; first: number; last: number }>();
    let before: number | null = null;
    let read = 0;
    do {
      const page = await this.#options.storage.audit.page({ archive: null, person, actions: actionsOf('reading'), object: null, from, to, before, limit: PAGE });
      for (const row of page.rows) {
        const name = JSON.stringify([row.archive, row.section, row.action]);
        const line = found.get(name);
        const times = row.action === 'refused' ? Number(row.detail?.['count'] ?? 1) : 1;
        if (line) Object.assign(line, { count: line.count + times, first: row.at });
        else found.set(name, { row, count: times, first: row.at, last: row.at });
      }
      read += page.rows.length;
      before = page.next;
    } while (before !== null && read < MOST);
    await this.#read(reader, 'whatOpened', { of: person, rows: read });
    const known = await this.#known(reader, [...found.values()].flatMap(({ row }) => row.archive ?? []));
    const items = [...found.values()].map(({ row, count, first, last }): OpenedLine => ({ archive: row.archive ? (known.get(row.archive) ?? null) : null, section: row.section ?? null, action: row.action, count, first: new Date(first).toISOString(), last: new Date(last).toISOString() }));
    return { person: { id: person, name: this.#options.access.directory.name(person) }, from: new Date(from).toISOString(), to: new Date(to).toISOString(), items, more: before !== null };
  }

  /** `departments`: only of their people; null: of everybody. */
  async review(reader: Person, half: string, departments: readonly DepartmentId[] | null, days = DORMANT_DAYS): Promise<AccessReview> {
    const { storage, access: { directory, unseen }, clock } = this.#options;
    const [from, end] = halfOf(half);
    const to = Math.min(end, clock.now());
    await this.#fresh();
    const [sources, signed] = await Promise.all([storage.audit.sources(), storage.audit.page({ archive: null, person: null, actions: ['reviewSigned'], object: half, from: null, to: null, before: null, limit: 200 })]);
    // who leaves no presence is looked through by auditors
    const people = directory.people().filter((person) => !unseen.hidden(person.id, reader.id) && (departments === null || (person.department !== null && departments.includes(person.department))));
    const rolesOf = ({ id, roles }: Person): Person['roles'] => (unseen.hides(id, reader.id) ? roles.filter((role) => role !== 'compliance' && role !== 'auditor') : roles);
    const wanted = new Set<string>(people.map(({ id }) => id));
    const least = to - days * DAY;
    const old = sources.grants.filter(({ person, since, until }) => wanted.has(person) && Date.parse(since) <= least && (until === null || Date.parse(until) > to));
    const uses = await storage.audit.uses(old.map(({ person, archive }) => [person, archive] as const));
    const lastUse = new Map((await storage.audit.lastUses(people.map(({ id }) => id))).map(({ person, at }) => [person, at]));
    const dormant = old.map((grant, i) => ({ ...grant, used: uses[i] ?? null })).filter(({ used }) => used === null || used < least);
    const known = await this.#known(reader, dormant.map(({ archive }) => archive));
    await this.#read(reader, 'accessReview', { half });
    const items = people.map((person): ReviewLine => ({
      person: { id: person.id, name: person.name }, active: person.active, department: person.department, roles: rolesOf(person), clearances: person.clearances,
      sources: sources.counts.filter((each) => each.person === person.id).map(({ kind, department, count }) => ({ kind, department, count })),
      dormant: dormant.filter((each) => each.person === person.id).map(({ id, archive, since, until, used }) => ({ grant: id, archive: known.get(archive) ?? { id: archive, name: null, code: null }, since, until, lastUse: used === null ? null : dayOf(used) })),
      lastUse: lastUse.has(person.id) ? dayOf(lastUse.get(person.id) as number) : null,
    }));
    return {
      half, from: new Date(from).toISOString(), to: new Date(to).toISOString(), days, items: items.sort((a, b) => (a.person.name < b.person.name ? -1 : 1)), mine: directory.manages(reader),
      signed: signed.rows.map(({ actor, at, detail }) => ({ by: { id: actor as PersonId, name: actor === null ? '' : directory.name(actor) }, at: new Date(at).toISOString(), departments: (detail?.['departments'] as readonly string[] | undefined) ?? [] })),
    };
  }

  /** The manager has looked through it: the row names the half and the departments. */
  async sign(reader: Person, half: string, departments: readonly DepartmentId[]): Promise<void> {
    halfOf(half);
    await this.#options.trail.done({ action: 'reviewSigned', actor: reader.id, object: half, outcome: 'done', detail: { departments } });
  }

  /** What is counted, and what facts.db has told, is in the chain. */
  async #fresh(): Promise<void> {
    await this.#options.trail.flush();
    await this.#options.storage.events.catchUp();
  }

  #read(reader: Person, what: string, detail: Readonly<Record<string, string | number>>, archive?: ArchiveId): Promise<void> {
    return this.#options.trail.done({ action: 'auditRead', actor: reader.id, archive, object: what, outcome: 'done', detail });
  }

  #line({ seq, at, action, actor, archive, section, object, outcome, because = [], detail = {} }: StoredAudit, known: ReadonlyMap<ArchiveId, AuditedArchive>): AuditLine {
    return { seq, at: new Date(at).toISOString(), action, kind: AUDIT_ACTIONS[action], actor: actor === null ? null : { id: actor, name: this.#options.access.directory.name(actor) }, archive: archive ? (known.get(archive) ?? null) : null, section: section ?? null, object: object ?? null, outcome, because, detail };
  }

  async #archive(reader: Person, id: ArchiveId): Promise<AuditedArchive> {
    return (await this.#known(reader, [id])).get(id) ?? { id, name: null, code: null };
  }

  /** An auditor has no right on content by being one: names are told where another right tells them. */
  async #known(reader: Person, archives: readonly ArchiveId[]): Promise<ReadonlyMap<ArchiveId, AuditedArchive>> {
    const ids = [...new Set(archives)];
    const digests = ids.length === 0 ? [] : await this.#options.access.digests(reader, ids);
    return new Map(ids.map((id, i) => [id, { id, name: digests[i]?.name ?? null, code: (digests[i] as { code?: string | null } | null | undefined)?.code ?? null }]));
  }
}

function halfOf(half: string): readonly [from: number, to: number] {
  const [, year, which] = HALF.exec(half) ?? [];
  if (year === undefined) throw invalid([{ field: 'half', code: 'malformed', message: 'A half such as 2026H2.' }]);
  return which === '1' ? [Date.UTC(Number(year), 0, 1), Date.UTC(Number(year), 6, 1)] : [Date.UTC(Number(year), 6, 1), Date.UTC(Number(year) + 1, 0, 1)];
}

/** The last moment of a calendar date, or the moment itself. */
export const momentOf = (text: string): number => (text.length === 10 ? Date.parse(text) + DAY - 1 : Date.parse(text));
export const isAction = (text: string): text is AuditAction => Object.hasOwn(AUDIT_ACTIONS, text);
