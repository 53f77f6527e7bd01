/**
 * Many new archives at once, for imports: their rows and the first edits of their sections go to the disk in one transaction, and are projected from what was just written.
 * The values pass the same checks, and the bytes come from the same documents, as when each came alone; whatever keeps a batch from standing as one sends its archives on one by one.
 */
import type { SectionPatch, SectionValues } from '../../model/api.ts';
import { docName, newArchiveId } from '../../model/ids.ts';
import type { ArchiveId, ChangesetId, DocName, PersonId, RandomBytes } from '../../model/ids.ts';
import { applyPatch, readSection } from '../../model/section-doc.ts';
import type { Schema } from '../../model/validation/section-rules.ts';
import type { Clock } from '../clock.ts';
import type { Limits } from '../limits.ts';
import { StorageError } from '../storage/storage.ts';
import type { CommitEntry, Storage, StoredArchive } from '../storage/storage.ts';
import { LiveSection } from '../sync/live-section.ts';
import { SectionSchema } from '../sync/section-schema.ts';
import { Input } from './archive-input.ts';
import type { BroughtArchive, BroughtSections, OverviewService } from './services.ts';

export interface BringManyOptions {
  readonly storage: { readonly archives: Pick<Storage['archives'], 'bring'>; readonly log: Pick<Storage['log'], 'load'> };
  readonly overview: Pick<OverviewService, 'brought'>;
  readonly schema: Schema;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly forget: (id: ArchiveId) => void;
  /** One archive alone, through its rooms. */
  readonly one: (by: PersonId, archive: BroughtArchive, changeset?: ChangesetId) => Promise<StoredArchive>;
}

/** Errors of one archive that are no matter of the others. */
const isOwn = (error: unknown): error is Error => error instanceof Error && ('code' in error || 'problems' in error) && !(error instanceof StorageError && error.code !== 'conflict');

interface Made { readonly row: Omit<StoredArchive, 'revision'>; readonly entries: readonly CommitEntry[]; readonly sections: BroughtSections['sections'] }

export function createBringMany(options: BringManyOptions) {
  const { storage, overview, schema, limits, clock, random } = options;
  /** By section: what the catalogue allows is looked up once. */
  const schemas = new Map<string, SectionSchema>();
  const schemaOf = (section: string): SectionSchema => {
    let found = schemas.get(section);
    if (!found) schemas.set(section, (found = new SectionSchema(section, schema)));
    return found;
  };

  /** `author`: bytes of the author id, which need to be new in a section only, and all of these are. */
  function made(by: PersonId, archive: BroughtArchive, epoch: number, author: Uint8Array, changeset: ChangesetId | undefined): Made {
    const { id = newArchiveId(random), keys, kind, packs, owner, department, fields, rows, texts, marks, others } = archive;
    const input = new Input();
    input.kind(kind);
    input.packs(packs);
    const patches: Readonly<Record<string, SectionPatch>> = { ...others, profile: { fields, rows, texts, marks } };
    for (const [section, patch] of Object.entries(patches)) input.add(schema.checkPatch(section, patch));
    input.done();
    const entries: CommitEntry[] = [];
    const sections = new Map<string, { readonly values: SectionValues; readonly seq: number }>();
    for (const [section, patch] of Object.entries(patches)) {
      const doc: DocName = docName(id, section);
      const live = new LiveSection({ epoch, seq: 0, snapshot: null, stateVector: null, tail: [], authors: new Map(), retired: new Set() }, { schema: schemaOf(section), limits, presenceOwner: () => undefined, random: () => author });
      const applied = live.write(by, 0, (document) => { applyPatch(document, patch); });
      if (applied === null) continue;
      entries.push({ doc, epoch, update: applied.update, seq: live.seq, person: by, newAuthors: applied.newAuthors, changes: applied.changes, changeset });
      sections.set(section, { values: readSection(live.doc), seq: live.seq });
    }
    const row = { id, keys, kind, packs, code: archive.code ?? null, keeper: null, owner, coOwners: [], deputies: [], department, confidentiality: 'normal', state: 'open', openedAt: new Date(clock.now()).toISOString(), reviewedAt: null, ...archive.row } as const;
    return { row, entries, sections };
  }

  async function alone(by: PersonId, archive: BroughtArchive, changeset: ChangesetId | undefined): Promise<ArchiveId | Error> {
    try {
      return (await options.one(by, archive, changeset)).id;
    } catch (error) {
      if (isOwn(error)) return error;
      throw error;
    }
  }

  return async (by: PersonId, archives: readonly BroughtArchive[], changeset?: ChangesetId): Promise<readonly (ArchiveId | Error)[]> => {
    if (archives.length === 0) return [];
    // in a restored folder also what was never written has an epoch of its own
    const epoch = (await storage.log.load(docName(newArchiveId(random), 'profile')))?.epoch ?? 0;
    const author = random(4);
    const all = archives.map((archive): Made | Error => {
      try {
        return made(by, archive, epoch, author, changeset);
      } catch (error) {
        if (isOwn(error)) return error;
        throw error;
      }
    });
    const standing = all.filter((each): each is Made => !(each instanceof Error));
    try {
      await storage.archives.bring(standing.map(({ row }) => row), by, standing.flatMap(({ entries }) => entries), clock.now(), changeset);
    } catch (error) {
      // one of them has an id, a key or a code that is taken, or a section was there before: it alone is concerned
      if (!(error instanceof StorageError) || (error.code !== 'conflict' && error.code !== 'fence')) throw error;
      const done: (ArchiveId | Error)[] = [];
      for (const [i, archive] of archives.entries()) {
        const wrong = all[i];
        done.push(wrong instanceof Error ? wrong : await alone(by, archive, changeset));
      }
      return done;
    }
    for (const { row } of standing) options.forget(row.id);
    await overview.brought(standing.map(({ row, sections }) => ({ row: { ...row, revision: 1 }, sections })));
    return all.map((each) => (each instanceof Error ? each : each.row.id));
  };
}
