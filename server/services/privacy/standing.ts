/** Archives that are stored and nothing else, and classes that somebody has objected to: set by compliance, with a reason, and ended with one. What a restricted archive is spared follows from its state; an objection marks the class until a human has judged. */
import { SCHEME_NAMES } from '../../../model/classification/names.ts';
import { schemeLabel } from '../../../model/classification/labels.ts';
import type { AuditEntry } from '../../../model/audit/entry.ts';
import { newRowId } from '../../../model/ids.ts';
import type { ArchiveId, PersonId, RandomBytes } from '../../../model/ids.ts';
import type { PersonRef, SchemeKey } from '../../../model/overview.ts';
import { LONGEST_REASON, mayRestrict } from '../../../model/privacy/standing.ts';
import type { ObjectionView, RestrictionView } from '../../../model/privacy/standing.ts';
import { isToldScheme } from '../../../model/privacy/suspicion.ts';
import type { Person } from '../../../model/rights.ts';
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { StoredObjection, StoredRestriction } from '../../storage/standing-store.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Turns } from '../../turns.ts';
import { forbidden, invalid, notFound, Refusal } from '../errors.ts';

export interface StandingOptions {
  readonly storage: Pick<Storage, 'standing' | 'archives' | 'facts' | 'overrides'>;
  readonly access: Pick<ServerAccess, 'directory' | 'unseen'>;
  /** Shared by all who change what confers rights on an archive. */
  readonly turns: Turns<ArchiveId>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Rights on it are others, and what is made of it is made anew; resolves when nobody is answered by the old ones. */
  readonly moved: (archive: ArchiveId) => Promise<void>;
  /** Its classes are drawn otherwise. */
  readonly marked: (archive: ArchiveId) => void;
}
const LISTED = 500;

export class Standing {
  readonly #options: StandingOptions;
  constructor(options: StandingOptions) {
    this.#options = options;
  }

  async restrictions(who: Person): Promise<readonly RestrictionView[]> {
    this.#must(who);
    const rows = await this.#options.storage.standing.restrictions(null, LISTED);
    const names = await this.#names(rows);
    return rows.map((row) => this.#restriction(row, names));
  }

  restrict(who: Person, archive: ArchiveId, reason: string, request: string | null): Promise<RestrictionView> {
    this.#must(who);
    const why = said(reason);
    const { turns, storage: { standing, archives }, clock, random, moved } = this.#options;
    return turns.take(archive, async () => {
      const row = await archives.get(archive);
      if (!row || row.state === 'erased') throw notFound();
      const [id, at] = [newRowId(random), clock.now()];
      const audit: AuditEntry = { action: 'stateChanged', actor: who.id, archive, object: id, outcome: 'done', detail: { state: 'restricted' } };
      if (!(await standing.restrict({ id, archive, reason: why, request, person: who.id, at }, [audit]))) throw new Refusal('conflict', row.state === 'sealed' ? 'The archive is sealed: open it first.' : 'The archive is restricted already.', { field: 'state' });
      await moved(archive);
      return this.#one(id);
    });
  }

  async lift(who: Person, id: string, reason: string): Promise<RestrictionView> {
    this.#must(who);
    const why = said(reason);
    const { turns, storage: { standing }, clock, moved } = this.#options;
    const row = await standing.restriction(id);
    if (!row) throw notFound();
    return turns.take(row.archive, async () => {
      const audit: AuditEntry = { action: 'stateChanged', actor: who.id, archive: row.archive, object: id, outcome: 'done', detail: { state: row.was } };
      if (!(await standing.lift(id, who.id, clock.now(), why, [audit]))) throw new Refusal('conflict', 'It is lifted already.', { field: 'state' });
      await moved(row.archive);
      return this.#one(id);
    });
  }

  async objections(who: Person): Promise<readonly ObjectionView[]> {
    this.#must(who);
    const rows = await this.#options.storage.standing.objections(null, LISTED);
    const names = await this.#names(rows);
    return Promise.all(rows.map((row) => this.#objection(row, names)));
  }

  /** To classes that the person may be told of. */
  async object(who: Person, archive: ArchiveId, schemes: readonly SchemeKey[], reason: string, request: string | null): Promise<readonly ObjectionView[]> {
    this.#must(who);
    const why = said(reason);
    const { storage: { standing, archives }, clock, random, marked } = this.#options;
    const row = await archives.get(archive);
    if (!row || row.state === 'erased') throw notFound();
    const wanted = [...new Set(schemes)];
    if (wanted.length === 0 || !wanted.every(isToldScheme)) throw invalid([{ field: 'schemes', code: 'unknown', message: 'Name the classes that were told.' }]);
    const open = new Set((await standing.objections(archive, LISTED)).filter(({ ended }) => ended === null).map(({ scheme }) => scheme));
    const at = clock.now();
    const rows = wanted.filter((scheme) => !open.has(scheme)).map((scheme) => ({ id: newRowId(random), archive, scheme, reason: why, request, person: who.id, at }));
    if (rows.length === 0) throw new Refusal('conflict', 'Somebody has objected to this already; it waits.', { field: 'schemes' });
    await standing.object(rows, rows.map(({ id, scheme }): AuditEntry => ({ action: 'classSet', actor: who.id, archive, object: id, outcome: 'done', detail: { scheme, step: 'objected' } })), at);
    marked(archive);
    const ids = new Set<string>(rows.map(({ id }) => id));
    return (await this.objections(who)).filter(({ id }) => ids.has(id));
  }

  /** A human has looked, and the class stays; another class is put in its place where classes are. */
  async settle(who: Person, id: string, reason: string): Promise<ObjectionView> {
    this.#must(who);
    const why = said(reason);
    const { storage: { standing }, clock, marked } = this.#options;
    const row = await standing.objection(id);
    if (!row) throw notFound();
    if (!(await standing.settle(id, who.id, clock.now(), why, [{ action: 'classSet', actor: who.id, archive: row.archive, object: id, outcome: 'done', detail: { scheme: row.scheme, step: 'kept' } }]))) throw new Refusal('conflict', 'It is decided already.', { field: 'state' });
    marked(row.archive);
    const found = (await this.objections(who)).find((each) => each.id === id);
    if (!found) throw notFound();
    return found;
  }

  #must(who: Person): void {
    if (!mayRestrict(who)) throw forbidden('Compliance answers for the rights of persons.');
  }
  #ref(id: PersonId): PersonRef {
    const { directory } = this.#options.access;
    return { id: directory.current(id), name: directory.name(id) };
  }
  async #names(rows: readonly { readonly archive: ArchiveId }[]): Promise<ReadonlyMap<ArchiveId, string>> {
    return new Map((await this.#options.storage.facts.overviews([...new Set(rows.map(({ archive }) => archive))])).map(({ id, name }) => [id, name]));
  }
  async #one(id: string): Promise<RestrictionView> {
    const row = await this.#options.storage.standing.restriction(id);
    if (!row) throw notFound();
    return this.#restriction(row, await this.#names([row]));
  }
  #restriction({ id, archive, reason, request, was, person, at, ended, endedBy, endedWhy }: StoredRestriction, names: ReadonlyMap<ArchiveId, string>): RestrictionView {
    return { id, archive, name: names.get(archive) ?? archive, reason, request, was, by: this.#ref(person), at: new Date(at).toISOString(), lifted: ended === null || endedBy === null ? null : { by: this.#ref(endedBy), at: new Date(ended).toISOString(), reason: endedWhy ?? '' } };
  }
  async #objection({ id, archive, scheme, reason, request, person, at, ended, endedBy, endedWhy }: StoredObjection, names: ReadonlyMap<ArchiveId, string>): Promise<ObjectionView> {
    const { storage: { facts, overrides } } = this.#options;
    const found = (await facts.classes([archive])).get(archive)?.[scheme];
    const word = (await overrides.of(archive, scheme)).find(({ state }) => state === 'stands');
    const decided = ended !== null && endedBy !== null ? { kind: 'kept', by: this.#ref(endedBy), at: new Date(ended).toISOString(), reason: endedWhy ?? '' } as const
      : word ? { kind: 'byHand', by: this.#ref(word.by), at: word.at, reason: word.reason } as const : null;
    return { id, archive, name: names.get(archive) ?? archive, scheme, schemeName: SCHEME_NAMES[scheme], value: found ? schemeLabel(scheme, found.value) : null, reason, request, by: this.#ref(person), at: new Date(at).toISOString(), decided };
  }
}

function said(reason: string): string {
  const text = reason.trim();
  if (text === '') throw invalid([{ field: 'reason', code: 'missing', message: 'Say why.' }]);
  if (text.length > LONGEST_REASON) throw invalid([{ field: 'reason', code: 'too-long', message: `At most ${LONGEST_REASON} characters.` }]);
  return text;
}
