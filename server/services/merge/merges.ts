/** Merges: what would happen, doing it step by step behind one record, undoing it. What becomes of a section is `compute.ts`, the record on disk `storage/merge-store.ts`, rights of a merged archive `merge-rights.ts`. */
import { createHash } from 'node:crypto';
import type { Rights, ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { ArchiveChange, Storage, StoredArchive } from '../../storage/storage.ts';
import { StorageError } from '../../storage/storage.ts';
import type { KeptEdit, StoredMerge } from '../../storage/merge-store.ts';
import { EditError } from '../../sync/sync.ts';
import type { Hub } from '../../sync/sync.ts';
import type { Turns } from '../../turns.ts';
import type { HistoryPage } from '../../../model/api.ts';
import type { KeptView, MergeClass, MergeEntry, MergePage, MergePreview, MergeRefusal, MergeView, PairSide } from '../../../model/duplicates/review-api.ts';
import { schemeOf } from '../../../model/classification/schemes.ts';
import { docName, newRowId } from '../../../model/ids.ts';
import type { ArchiveId, PersonId, RandomBytes } from '../../../model/ids.ts';
import type { SchemeKey } from '../../../model/overview.ts';
import { atLeast } from '../../../model/rights.ts';
import type { Decision, Person } from '../../../model/rights.ts';
import type { OrderedValues } from '../../../model/section-doc.ts';
import { parseDocSection, SECTIONS } from '../../../model/sections.ts';
import type { SectionKey } from '../../../model/sections.ts';
import type { Schema } from '../../../model/validation/section-rules.ts';
import { claimed } from '../../nodes/nodes.ts';
import type { Claims } from '../../nodes/nodes.ts';
import type { Changes } from '../changes.ts';
import { forbidden, notFound, Refusal } from '../errors.ts';
import { HistoryReader } from '../history-page.ts';
import type { ClassifierService, HistoryWish, OverviewService } from '../services.ts';
import type { Opening } from '../audit/trail.ts';
import { EMPTY, entriesOf, itemsOf, leftOutOf, rowIds } from './compute.ts';
import type { Choices, SectionPair } from './compute.ts';
import { alike, changedSince, nextPatch, rebased, stateOf } from './items.ts';
import type { Item } from './items.ts';
import { classesAtMerge } from './merge-classes.ts';
import { levelOf, mayMerge, rightsOnMerged } from './merge-rights.ts';
import { leavingOf, rowEntries, rowOf } from './own-row.ts';
import { rightsTold } from '../rights-told.ts';

export interface MergeWish { readonly winner: ArchiveId; readonly loser: ArchiveId; readonly choices: Choices; /** Of the preview; null: whatever it is now. */ readonly basis: string | null }
export interface MergeService {
  preview(person: Person, winner: ArchiveId, loser: ArchiveId): Promise<MergePreview>;
  merge(person: Person, wish: MergeWish): Promise<MergeView>;
  undo(person: Person, id: string): Promise<MergeView>;
  /** Of an archive on either side, or all: those of which this person reads the winner. */
  list(person: Person, archive: ArchiveId | null, before: string | null, limit: number): Promise<MergePage>;
  /** What happened to the loser until the merge, for who could read it then. */
  history(person: Person, id: string, wish: HistoryWish): Promise<HistoryPage>;
  /** Goes on with what a crash has cut off, unless another server is at it. */
  resume(): Promise<void>;
}
export interface MergeOptions {
  readonly storage: Pick<Storage, 'archives' | 'merges' | 'duplicates' | 'log' | 'files' | 'facts' | 'directory' | 'comments' | 'history' | 'reveals'>;
  readonly access: ServerAccess;
  readonly hub: Pick<Hub, 'read' | 'write' | 'rightsChanged' | 'digestsChanged'>;
  readonly overview: Pick<OverviewService, 'refresh'>;
  readonly classifier: Pick<ClassifierService, 'changed'>;
  readonly changes: Changes;
  readonly turns: Turns<ArchiveId>;
  readonly schema: Pick<Schema, 'checkValue' | 'keyAllowed'>;
  /** Open ledgers are to ask anew. */
  readonly traded: (archive: ArchiveId, section: 'trade' | 'stays') => void;
  /** Hears which sections somebody is shown; resolves when it is on disk. */
  readonly opened: (person: PersonId, openings: readonly Opening[]) => Promise<void>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly report: (event: string, error: unknown) => void;
  /** Default: no other server could be at it. */
  readonly nodes?: Claims;
}

/** Edits of others that may come between reading and writing of one section. */
const TRIES = 50;
const openingOf = (rights: Rights, section: string, object: string): Opening => {
  const key = parseDocSection(section)?.section;
  return { archive: rights.archive.id, section, decision: key === undefined ? undefined : rights.sections.get(key), by: 'merge', object };
};
interface Part { readonly items: readonly Item[]; readonly done: boolean }
/** Where a word about a class is said: in the section of the class, or the profile. */
const sectionOf = (scheme: SchemeKey): SectionKey => schemeOf(scheme).section ?? 'profile';
const isEmpty = (values: OrderedValues): boolean => Object.keys(values.fields).length + Object.keys(values.texts).length + Object.keys(values.rows).length === 0;
const NOTHING_SEEN: Decision = Object.freeze({ level: 'none', because: [] });
const kindOf = ({ kind }: StoredArchive): 'person' | 'company' => (kind === 'individual' ? 'person' : 'company');

interface Read { readonly winner: Rights; readonly loser: Rights; readonly pairs: readonly SectionPair[]; readonly classes: readonly MergeClass[]; readonly basis: string; readonly refused: readonly MergeRefusal[]; readonly files: number; readonly comments: number; readonly trade: number }

export function createMerges(options: MergeOptions): MergeService {
  const { storage, access, hub, overview, classifier, changes, turns, schema, clock, random } = options;
  const { merges } = storage;
  const { directory } = access;
  const person = (id: PersonId) => ({ id: directory.current(id), name: directory.name(id) });
  const moment = (at: number): string => new Date(at).toISOString();

  async function rightsOn(who: Person, id: ArchiveId): Promise<Rights> {
    const rights = await access.rights(who, id);
    if (!rights) throw notFound();
    return rights;
  }

  /** Both archives whole, with what speaks against a merge. */
  async function read(who: Person, winnerId: ArchiveId, loserId: ArchiveId): Promise<Read> {
    const [winner, loser] = [await rightsOn(who, winnerId), await rightsOn(who, loserId)];
    const refused: MergeRefusal[] = [];
    const refuse = (code: MergeRefusal['code'], message: string, section: string | null = null): void => { refused.push({ code, section, message }); };
    if (winner.archive.id === loser.archive.id) refuse('same', 'This is one archive.');
    if (!mayMerge(who, winner) || !mayMerge(who, loser)) refuse('forbidden', 'Merging needs the right to manage both archives, or that of a steward.');
    if (winner.archive.state !== 'open' || loser.archive.state !== 'open') refuse('state', 'Both archives must be open.');
    if (kindOf(winner.archive) !== kindOf(loser.archive)) refuse('kind', 'A person and a company are not one customer: correct the type of one of them first.');
    const [mine, theirs] = await Promise.all([storage.log.sections(winner.archive.id), storage.log.sections(loser.archive.id)]);
    const [files, trade, words] = await Promise.all([storage.files.list(loser.archive.id), merges.tradeOf(loser.archive.id), merges.overridesAt(loser.archive.id, winner.archive.id)]);
    const rows = new Set<SectionKey>([...(trade.trade > 0 ? ['trade' as const] : []), ...(trade.stays > 0 ? ['stays' as const] : []), ...files.map(({ section }) => (parseDocSection(section)?.section ?? section) as SectionKey), ...words.loser.map(({ scheme }) => sectionOf(scheme))]);
    const allowed = (section: SectionKey): boolean => atLeast(levelOf(loser, section), 'read') && atLeast(levelOf(winner, section), 'write');
    const seqs: Record<string, number> = {};
    const pairs: SectionPair[] = [];
    const closed = new Set<SectionKey>();
    for (const { section, seq } of theirs) {
      const key = parseDocSection(section)?.section;
      if (key === undefined) continue;
      const right = (await hub.read(docName(loser.archive.id, section))).values as OrderedValues;
      if (isEmpty(right)) continue;
      if (!allowed(key)) closed.add(key);
      const there = mine.find((each) => each.section === section);
      const left = there === undefined ? EMPTY : (await hub.read(docName(winner.archive.id, section))).values as OrderedValues;
      seqs[`r${section}`] = seq;
      seqs[`l${section}`] = there?.seq ?? 0;
      pairs.push({ section, left, right });
    }
    for (const section of rows) if (!allowed(section)) closed.add(section);
    // of a restricted section only that there is one: whoever may not see it learns no more
    if ([...closed].some((section) => SECTIONS[section].class.kind === 'restricted')) refuse('restricted', 'There are restricted facts that somebody with the clearance for them has to merge.');
    for (const section of closed) if (SECTIONS[section].class.kind !== 'restricted') refuse('forbidden', 'Your right does not reach a section that would be merged.', section);
    // people come first: what other sections say of them names their rows
    pairs.sort((a, b) => Number(b.section === 'people') - Number(a.section === 'people') || (a.section < b.section ? -1 : 1));
    const classes = classesAtMerge(words, { winner, loser }, (id) => access.unseen.ref(id, who.id));
    const basis = createHash('sha256').update(JSON.stringify([winner.archive.revision, loser.archive.revision, Object.entries(seqs).sort(), files.map(({ id }) => id), trade, classes.map(({ fate, override }) => [override.id, override.state, fate])])).digest('base64url').slice(0, 22);
    const said = (await storage.comments.changed([loser.archive.id]))[0] ?? {};
    let comments = 0;
    for (const section of Object.keys(said) as SectionKey[]) for (const { count } of await storage.comments.counts(loser.archive.id, section)) comments += count;
    return { winner, loser, pairs, classes, basis, refused, files: files.length, comments, trade: trade.trade + trade.stays };
  }

  async function side({ archive }: Rights, readable: boolean): Promise<PairSide> {
    const row = await storage.facts.overview(archive.id);
    return { id: archive.id, name: row?.name ?? archive.id, code: archive.code, kind: archive.kind, department: archive.department, owner: archive.owner === null ? null : person(archive.owner), openedAt: archive.openedAt, place: readable ? (row?.data.place ?? null) : null };
  }

  async function preview(who: Person, winnerId: ArchiveId, loserId: ArchiveId): Promise<MergePreview> {
    const found = await read(who, winnerId, loserId);
    const { winner, loser, pairs, classes, refused, basis, files, comments, trade } = found;
    // who may not merge reads the archives where they are
    const open = refused.every(({ code }) => code === 'state' || code === 'kind');
    const entries: readonly MergeEntry[] = open ? [...rowEntries(winner.archive, loser.archive), ...pairs.flatMap((pair) => entriesOf(pair, schema))] : [];
    const shown = new Set(entries.map(({ section }) => section));
    await options.opened(who.id, [winner, loser].flatMap((rights) => [...shown].map((section) => openingOf(rights, section, `${winnerId} ${loserId}`))));
    return {
      winner: await side(winner, true), loser: await side(loser, true), entries, basis, refused,
      ...(open ? { classes, files, comments, transactions: trade, keys: loser.archive.keys, leaving: leavingOf(winner.archive, loser.archive, await storage.directory.grants(loser.archive.id)).map(person), leftOut: pairs.flatMap((pair) => leftOutOf(pair, schema)) } : { classes: [], files: 0, comments: 0, transactions: 0, keys: [], leaving: [], leftOut: [] }),
    };
  }

  const tell = async (ids: readonly ArchiveId[]): Promise<void> => {
    await rightsTold(options)(...ids);
    hub.digestsChanged(ids);
    changes.digests(ids);
  };

  /** Writes what is not so yet, in as many edits as it takes, against everybody else who writes. */
  async function write(doc: { readonly archive: ArchiveId; readonly section: string }, by: PersonId, itemsNow: (values: OrderedValues) => Promise<readonly Item[]>, direction: 'do' | 'undo'): Promise<OrderedValues> {
    const name = docName(doc.archive, doc.section);
    for (let tries = TRIES; ;) {
      const { values, seq } = await hub.read(name);
      const patch = nextPatch(await itemsNow(values as OrderedValues), values as OrderedValues, direction);
      if (patch === null) return values as OrderedValues;
      try {
        // rows come over as they are, with who approved them
        await hub.write(name, by, patch, { ifSeq: seq, decision: true });
      } catch (error) {
        // somebody wrote between reading and writing: read again
        if (!(error instanceof EditError) || error.problems[0]?.code !== 'incomplete' || --tries === 0) throw error;
      }
    }
  }

  async function sectionsOf({ winner, loser }: StoredMerge): Promise<readonly SectionPair[]> {
    const pairs: SectionPair[] = [];
    for (const { section } of await storage.log.sections(loser)) {
      if (parseDocSection(section) === undefined) continue;
      const right = (await hub.read(docName(loser, section))).values as OrderedValues;
      if (!isEmpty(right)) pairs.push({ section, right, left: (await hub.read(docName(winner, section))).values as OrderedValues });
    }
    return pairs;
  }

  const proceed = (merge: StoredMerge): Promise<boolean> => claimed(options.nodes, `merge ${merge.id}`, () => goThrough(merge));
  const takeBack = (merge: StoredMerge): Promise<boolean> => claimed(options.nodes, `merge ${merge.id}`, () => goBack(merge));
  /** From the record on: each step may be repeated, so that whatever was cut off is simply done again. */
  async function goThrough(merge: StoredMerge): Promise<void> {
    const { id, winner, loser, plan } = merge;
    const known = new Map((await merges.parts(id)).map(({ section, body }) => [section, body as Part]));
    for (const pair of await sectionsOf(merge)) {
      const { section } = pair;
      let part = known.get(section);
      if (part?.done) continue;
      await write({ archive: winner, section }, merge.by, async (values) => {
        const items = part === undefined ? itemsOf({ ...pair, left: values }, plan.choices, plan.rows, schema) : rebased(part.items, values);
        // what was there is on disk before it is written over
        if (part === undefined || !alike(items, part.items)) await merges.putPart(id, section, (part = { items, done: false }));
        return items;
      }, 'do');
      if (part !== undefined) await merges.putPart(id, section, { ...part, done: true });
    }
    await merges.carry(id);
    const going = await merges.tradeOf(loser);
    await merges.moveTrade(id, loser, winner);
    await merges.moveOverrides(id, loser, winner);
    tellTrade(going, [winner]);
    await merges.state(id, 'merged');
    await storage.duplicates.dropFacts([loser]);
    await after([winner]);
  }

  const tellTrade = (rows: { readonly trade: number; readonly stays: number }, archives: readonly ArchiveId[]): void => {
    for (const archive of archives) for (const section of ['trade', 'stays'] as const) if (rows[section] > 0) options.traded(archive, section);
  };

  async function after(archives: readonly ArchiveId[]): Promise<void> {
    await overview.refresh(archives);
    await tell(archives);
    classifier.changed();
  }

  async function goBack(merge: StoredMerge): Promise<void> {
    const { id, winner, loser } = merge;
    const by = merge.undoneBy ?? merge.by;
    const kept: KeptEdit[] = [];
    const returning: string[] = [];
    for (const { section, body } of await merges.parts(id)) {
      const { items } = body as Part;
      const values = await write({ archive: winner, section }, by, () => Promise.resolve(items), 'undo');
      for (const { key, reason } of changedSince(items, values)) kept.push({ archive: 'winner', section, key, reason });
      const of = parseDocSection(section)?.section ?? section;
      for (const item of items) if (item.kind === 'row' && item.before === null && stateOf(values, item) === null) returning.push(`${of}/${item.table}/${item.id}`);
    }
    await merges.returnTrade(id, winner, loser);
    await merges.returnOverrides(id, winner, loser);
    tellTrade(await merges.tradeOf(loser), [winner, loser]);
    await merges.restore(id, kept, returning);
    await after([winner, loser]);
  }

  async function view(who: Person, merge: StoredMerge): Promise<MergeView> {
    const names = new Map((await storage.facts.overviews([merge.winner, merge.loser])).map((row) => [row.id, row.name]));
    const { plan, outcome } = merge;
    return {
      id: merge.id, winner: merge.winner, loser: merge.loser, winnerName: names.get(merge.winner) ?? merge.winner, loserName: names.get(merge.loser) ?? merge.loser, by: person(merge.by), at: moment(merge.at), state: merge.state,
      undone: merge.undoneBy === null || merge.undone === null ? null : { by: person(merge.undoneBy), at: moment(merge.undone) },
      kept: await readableKept(who, merge, outcome?.kept ?? []), more: outcome?.more ?? 0,
      undoable: merge.state !== 'undone' && (await mayUndo(who, merge, plan.loser)) === null,
    };
  }

  /** Of a section that this person does not read nothing is told. */
  async function readableKept(who: Person, merge: StoredMerge, kept: readonly KeptEdit[]): Promise<readonly KeptView[]> {
    if (kept.length === 0) return [];
    const [winner, loser] = await Promise.all([access.rights(who, merge.winner), access.rights(who, merge.loser)]);
    return kept.filter(({ archive, section }) => {
      const rights = archive === 'winner' ? winner : loser;
      const key = parseDocSection(section)?.section;
      return rights !== null && (key === undefined ? mayMerge(who, rights) : atLeast(levelOf(rights, key), 'read'));
    });
  }

  /** Why not; null: they may. */
  async function mayUndo(who: Person, merge: StoredMerge, loser: StoredArchive): Promise<string | null> {
    const winner = await access.rights(who, merge.winner);
    const then = rightsOnMerged(access, who, loser, await storage.directory.grants(loser.id), clock.now());
    if (!winner || !mayMerge(who, winner) || !mayMerge(who, then)) return 'Undoing a merge needs the right to manage both archives, or that of a steward.';
    const [parts, words] = await Promise.all([merges.parts(merge.id), merges.movedOverrides(merge.id)]);
    for (const key of [...parts.map(({ section }) => parseDocSection(section)?.section), ...words.map(sectionOf)]) {
      if (key !== undefined && !atLeast(levelOf(winner, key), 'write')) return SECTIONS[key].class.kind === 'restricted' ? 'Restricted facts were merged: somebody with the clearance for them has to undo it.' : 'Your right does not reach a section that was merged.';
    }
    return null;
  }

  /** Null: they hear nothing of this merge. Once undone it names an archive that stands by itself: only who knows of that one hears of it. */
  async function winnerOf(who: Person, merge: StoredMerge): Promise<Rights | null> {
    const rights = await access.rights(who, merge.winner);
    if (!rights || !atLeast(levelOf(rights, 'profile'), 'read')) return null;
    return merge.state === 'undone' && (await access.rights(who, merge.loser)) === null ? null : rights;
  }

  async function seen(who: Person, id: string): Promise<{ readonly merge: StoredMerge; readonly rights: Rights }> {
    const merge = await merges.get(id);
    const rights = merge && await winnerOf(who, merge);
    if (!merge || !rights) throw notFound();
    return { merge, rights };
  }

  /** One after the other, always in the same order. */
  const both = <T>(a: ArchiveId, b: ArchiveId, work: () => Promise<T>): Promise<T> => {
    const [first, second] = a < b ? [a, b] : [b, a];
    return turns.take(first, () => turns.take(second, work));
  };
  const known = async (id: string): Promise<StoredMerge> => {
    const merge = await merges.get(id);
    if (!merge) throw notFound();
    return merge;
  };

  return {
    preview,

    merge: (who, wish) => (wish.winner === wish.loser ? Promise.reject(new Refusal('invalid', 'This is one archive.', { field: 'loser' })) : both(wish.winner, wish.loser, async () => {
      const { winner, loser, pairs, basis, refused } = await read(who, wish.winner, wish.loser);
      const [first] = refused;
      if (first) throw first.code === 'forbidden' || first.code === 'restricted' ? forbidden(first.message) : new Refusal('conflict', first.message);
      if (wish.basis !== null && wish.basis !== basis) throw new Refusal('conflict', 'One of the archives has changed since: look at what would happen now.', { field: 'basis' });
      const ids = rowIds(pairs, wish.choices, () => newRowId(random));
      const id = newRowId(random);
      let begun: StoredMerge;
      try {
        begun = await merges.begin({ id, by: who.id, at: clock.now(), winner: winner.archive.id, loser: loser.archive.id, row: rowOf(winner.archive, loser.archive, wish.choices) as ArchiveChange, choices: wish.choices, rows: ids, revisions: { winner: winner.archive.revision, loser: loser.archive.revision } });
      } catch (error) {
        if (error instanceof StorageError && error.code === 'conflict') throw new Refusal('conflict', 'One of the archives has changed since: look at what would happen now.', { field: 'basis' });
        throw error;
      }
      await tell([loser.archive.id, winner.archive.id]);
      try {
        await proceed(begun);
      } catch (error) {
        // a section that takes it not, too large perhaps: nothing of the merge stays
        if (!(error instanceof EditError)) throw error;
        await merges.state(id, 'undoing', { person: who.id, at: clock.now() });
        await takeBack(await known(id));
        throw new Refusal('conflict', `The archives cannot be merged: ${error.message}`);
      }
      return view(who, await known(id));
    })),

    async undo(who, id) {
      const { merge } = await seen(who, id);
      return both(merge.winner, merge.loser, async () => {
        const now = await known(id);
        // one that stands still, because the disk was full perhaps, is taken back as well: whoever works on it has its turn before
        if (now.state === 'undone') throw new Refusal('conflict', 'This merge was undone already.');
        const refusal = await mayUndo(who, now, now.plan.loser);
        if (refusal !== null) throw forbidden(refusal);
        if ((await merges.later(now.winner, id, now.at)) !== null) throw new Refusal('conflict', 'The archive was merged into another one since: undo that first.');
        await merges.state(id, 'undoing', { person: who.id, at: clock.now() });
        await takeBack(await known(id));
        return view(who, await known(id));
      });
    },

    async list(who, archive, before, limit) {
      const from = before === null ? null : Date.parse(before);
      const items: MergeView[] = [];
      let next: number | null = Number.isNaN(from) ? null : from;
      // rights are asked merge by merge; there are few
      for (let more = true; more && items.length < limit;) {
        const page: readonly StoredMerge[] = await merges.list(archive, next, 100);
        more = page.length === 100;
        for (const merge of page) {
          next = merge.at;
          if ((await winnerOf(who, merge)) !== null) items.push(await view(who, merge));
          if (items.length === limit) return { items, next: moment(merge.at) };
        }
      }
      return { items, next: null };
    },

    async history(who, id, wish) {
      const { merge, rights: now } = await seen(who, id);
      // what they might see then, of what they may see now: it is the winner's by now
      const rightsThen = async (winner: Rights | null): Promise<Rights> => {
        const rights = rightsOnMerged(access, who, merge.plan.loser, await storage.directory.grants(merge.loser), clock.now());
        return { ...rights, sections: new Map([...rights.sections].map(([section, decision]) => [section, winner !== null && atLeast(levelOf(winner, section), 'read') ? decision : NOTHING_SEEN])) };
      };
      const then = await rightsThen(now);
      // once it stands by itself again its history is where it was
      if (merge.state === 'undone') throw notFound();
      if (![...then.sections.values()].some(({ level }) => atLeast(level, 'read'))) throw notFound();
      const reader = new HistoryReader({ storage, hub, clock, access: { ...access, rights: async () => rightsThen(await access.rights(who, merge.winner)) } });
      const page = await reader.page(who, then, wish);
      await options.opened(who.id, [...new Set(page.items.map(({ section }) => section))].map((section) => openingOf(then, section, id)));
      return page;
    },

    async resume() {
      for (const merge of await merges.unfinished()) {
        try {
          if (merge.state === 'merging') await proceed(merge);
          else await takeBack(merge);
        } catch (error) {
          // it stays as it is and is tried again at the next start; no other waits for it
          options.report('merge not finished', error);
        }
      }
    },
  };
}
