/** The section log without a disk, for simulations and tests of the sync core: the same contract as SQLite's (`storage-contract.ts`), with a way to delay or fail on purpose. */
import { splitDocName } from '../../model/ids.ts';
import type { ArchiveId, DocName, PersonId } from '../../model/ids.ts';
import { StorageError } from '../../server/storage/storage.ts';
import type { Behind, CommitEntry, CompactEntry, RewriteEntry, SectionLog, Since, StoredSection } from '../../server/storage/storage.ts';

interface Section { epoch: number; upto: number; snapshot: Uint8Array | null; stateVector: Uint8Array | null; tail: Uint8Array[]; authors: Map<number, PersonId>; retired: Set<number> }

export interface MemoryLogOptions {
  /** Asked before a call does anything: what it throws is what the caller gets, and nothing was changed. Default: nothing. */
  readonly before?: (call: 'load' | 'commit' | 'since' | 'heads' | 'compact' | 'rewrite') => Promise<void> | void;
  /** Asked after a commit is kept and before it is answered: the window in which a crash leaves bytes on disk that nobody heard of. */
  readonly committed?: (entries: readonly CommitEntry[]) => Promise<void> | void;
  /** Several nodes write to it: an entry that does not follow is behind, and the entries of other sections are kept. Default: false. */
  readonly shared?: boolean;
}

export interface MemoryLog extends SectionLog {
  /** Every change that was committed, oldest first. */
  readonly changes: readonly (CommitEntry['changes'][number] & { readonly doc: DocName; readonly seq: number; readonly person: PersonId; readonly at: number })[];
  /** What a restart would find; shares nothing with this log. */
  copy(options?: MemoryLogOptions): MemoryLog;
}

export const memoryLog = (options: MemoryLogOptions = {}): MemoryLog => build(new Map(), [], options);

const fence = (doc: DocName, why: string): never => { throw new StorageError('fence', `${doc}: ${why}`); };
const newest = (section: Section): number => section.upto + section.tail.length;
const duplicate = (section: Section): Section => ({ ...section, tail: [...section.tail], authors: new Map(section.authors), retired: new Set(section.retired) });

function build(sections: Map<DocName, Section>, changes: MemoryLog['changes'][number][], options: MemoryLogOptions): MemoryLog {
  return {
    changes,
    copy: (next = {}) => build(new Map([...sections].map(([doc, section]) => [doc, duplicate(section)])), [...changes], next),
    async load(doc): Promise<StoredSection | null> {
      await options.before?.('load');
      const section = sections.get(doc);
      return section ? { ...duplicate(section), seq: newest(section) } : null;
    },
    async commit(entries, at) {
      await options.before?.('commit');
      const touched = new Map<DocName, Section>();
      const behind = options.shared === true ? movedOn(sections, entries) : new Map<DocName, Behind>();
      const kept = entries.filter(({ doc }) => !behind.has(doc));
      for (const entry of kept) touched.set(entry.doc, appended(touched.get(entry.doc) ?? sections.get(entry.doc), entry));
      for (const [doc, section] of touched) sections.set(doc, section);
      for (const { doc, seq, person, changes: own } of kept) changes.push(...own.map((change) => ({ ...change, doc, seq, person, at })));
      await options.committed?.(kept);
      return [...behind.values()];
    },
    async since(doc, epoch, seq): Promise<Since> {
      await options.before?.('since');
      const section = sections.get(doc);
      if (section?.epoch === epoch && seq >= section.upto && seq <= newest(section)) return { kind: 'updates', updates: section.tail.slice(seq - section.upto), authors: new Map(section.authors) };
      return { kind: 'whole', stored: section ? { ...duplicate(section), seq: newest(section) } : null };
    },
    async heads(docs) {
      await options.before?.('heads');
      return docs.map((doc) => {
        const section = sections.get(doc);
        return section ? { epoch: section.epoch, seq: newest(section) } : null;
      });
    },
    async compact(entries) {
      await options.before?.('compact');
      const next = entries.map((entry) => [entry.doc, compacted(sections.get(entry.doc), entry)] as const);
      for (const [doc, section] of next) sections.set(doc, section);
    },
    async rewrite(entry) {
      await options.before?.('rewrite');
      sections.set(entry.doc, rewritten(sections.get(entry.doc), entry));
    },
    async sections(archive: ArchiveId) {
      return [...sections]
        .filter(([doc]) => splitDocName(doc).archive === archive)
        .map(([doc, section]) => ({ section: splitDocName(doc).section, seq: newest(section) }))
        .sort((a, b) => (a.section < b.section ? -1 : 1));
    },
  };
}

/** Sections whose first entry does not follow what is there. */
function movedOn(sections: ReadonlyMap<DocName, Section>, entries: readonly CommitEntry[]): Map<DocName, Behind> {
  const first = new Map<DocName, CommitEntry>();
  for (const entry of entries) if (!first.has(entry.doc)) first.set(entry.doc, entry);
  const behind = new Map<DocName, Behind>();
  for (const [doc, entry] of first) {
    const section = sections.get(doc);
    if (section !== undefined && (section.epoch !== entry.epoch || newest(section) !== entry.seq - 1)) behind.set(doc, { doc, epoch: section.epoch, seq: newest(section) });
  }
  return behind;
}

function appended(before: Section | undefined, entry: CommitEntry): Section {
  const section = before ? duplicate(before) : { epoch: entry.epoch, upto: 0, snapshot: null, stateVector: null, tail: [], authors: new Map<number, PersonId>(), retired: new Set<number>() };
  if (section.epoch !== entry.epoch) fence(entry.doc, `epoch ${entry.epoch} is not the section's ${section.epoch}`);
  if (entry.seq !== newest(section) + 1) fence(entry.doc, `update ${entry.seq} does not follow ${newest(section)}`);
  for (const author of entry.newAuthors) {
    if ((section.authors.get(author) ?? entry.person) !== entry.person) fence(entry.doc, `author id ${author} belongs to another person`);
    if (section.retired.has(author)) fence(entry.doc, `author id ${author} belongs to an earlier epoch`);
    section.authors.set(author, entry.person);
  }
  section.tail.push(entry.update.slice());
  return section;
}

function compacted(before: Section | undefined, entry: CompactEntry): Section {
  if (!before) return fence(entry.doc, 'nothing was ever written');
  if (before.epoch !== entry.epoch) fence(entry.doc, `epoch ${entry.epoch} is not the section's ${before.epoch}`);
  if (entry.upto <= before.upto) fence(entry.doc, `a snapshot up to ${before.upto} is there already`);
  if (entry.upto > newest(before)) fence(entry.doc, `there is no update ${entry.upto}`);
  return { ...duplicate(before), upto: entry.upto, snapshot: entry.snapshot.slice(), stateVector: entry.stateVector.slice(), tail: before.tail.slice(entry.upto - before.upto) };
}

function rewritten(before: Section | undefined, entry: RewriteEntry): Section {
  if (!before) return fence(entry.doc, 'nothing was ever written');
  if (before.epoch !== entry.epoch) fence(entry.doc, `epoch ${entry.epoch} is not the section's ${before.epoch}`);
  if (entry.seq !== newest(before)) fence(entry.doc, `update ${entry.seq} is not the newest, which is ${newest(before)}`);
  const retired = new Set([...before.retired, ...before.authors.keys()]);
  for (const author of entry.authors.keys()) if (retired.has(author)) fence(entry.doc, `author id ${author} was used before`);
  return { epoch: entry.epoch + 1, upto: entry.seq + (entry.forget === undefined ? 0 : 1), snapshot: entry.snapshot.slice(), stateVector: entry.stateVector.slice(), tail: [], authors: new Map(entry.authors), retired };
}
