/** Carries an erasure out, pass by pass, until nothing of it is found any more: each pass looks, takes out what was chosen, and waits for what is made of it. Whatever was cut off is simply done again. Who decided what is `subjects.ts`. */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { docName, splitDocName } from '../../../model/ids.ts';
import type { ArchiveId, DocName, PersonId } from '../../../model/ids.ts';
import { parseDocSection } from '../../../model/sections.ts';
import type { SectionKey } from '../../../model/sections.ts';
import type { Clock } from '../../clock.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Hit, Wanted } from '../../storage/subject-scan.ts';
import { TAIL, wantedMatcher } from '../../storage/subject-scan.ts';
import type { Hub } from '../../sync/sync.ts';
import { placeKey, placeOf } from './search.ts';
import { scrubSection } from './scrub.ts';

export interface WholeSection { readonly archive: string; readonly section: SectionKey }
export interface ErasurePlan {
  readonly wanted: Wanted;
  readonly mark: string;
  readonly by: PersonId;
  readonly archives: readonly string[];
  /** Everything of these, but the id. */
  readonly whole: readonly string[];
  /** Everything that stands under one section. Default: of none. */
  readonly sections?: readonly WholeSection[];
  /** How it was written, passage by passage, as far as is known before. Default: nothing is. */
  readonly texts?: readonly string[];
  /** What was begun with before it was cut off. Default: nothing was. */
  readonly seen?: readonly Hit[];
  readonly what:
    /** Places as `placeKey` names them. */
    | { readonly kind: 'chosen'; readonly erase: readonly string[]; readonly keep: readonly string[] }
    /** In a folder that is older than the erasure: all of these archives and tables but what was kept then. */
    | { readonly kind: 'again'; readonly tables: readonly string[]; readonly kept: readonly string[] };
}
export interface EraseOptions {
  readonly storage: Pick<Storage, 'subjects' | 'files' | 'log' | 'archives'>;
  readonly hub: Pick<Hub, 'renew'>;
  readonly clock: Clock;
  readonly folder: string;
  /** Resolves when what is made of sections is made. */
  readonly settled: () => Promise<void>;
  /** Their own rows are others: what is made of them is made anew. */
  readonly refresh: (archives: readonly ArchiveId[]) => Promise<void>;
  /** Rights on these archives are others. */
  readonly changed: (archives: readonly ArchiveId[]) => Promise<void>;
}
/** What goes is told before it goes, so that whoever is asked after a crash knows of it. */
export interface ErasureEars { readonly going?: (hits: readonly Hit[]) => Promise<void>; readonly progress?: (share: number) => void }

const PASSES = 8;
const TOGETHER = 100;
export const hashPlace = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 22);

/** What may go of what is found now. */
function chooser(plan: ErasurePlan, hits: readonly Hit[]): (hit: Hit) => boolean {
  const archives = new Set(plan.archives);
  if (plan.what.kind === 'again') {
    const kept = new Set(plan.what.kept);
    const tables = new Set(plan.what.tables);
    return (hit) => mayGo(hit) && !kept.has(hashPlace(placeKey(hit))) && (hit.archive !== null ? archives.has(hit.archive) : tables.has(hit.table));
  }
  const erase = new Set(plan.what.erase);
  const keep = new Set(plan.what.keep);
  // what was said of a value before goes with it, and with a row all that was in it; who typed a text letter by letter left its whole history
  const prefixes = plan.what.erase.flatMap((key) => {
    const [kind, name, column] = JSON.parse(key) as string[];
    if (kind === 'file') return [`files/${name}`];
    if (kind !== 'document' || name === undefined || column === undefined) return [];
    return [column];
  });
  const named = new Set(prefixes);
  const stays = new Set(hits.filter((hit) => hit.from === 'document' && hit.column !== TAIL && !erase.has(placeKey(hit))).map((hit) => hit.archive));
  return (hit) => {
    if (!mayGo(hit)) return false;
    const key = placeKey(hit);
    if (erase.has(key)) return true;
    if (keep.has(key)) return false;
    if (hit.table === 'repeated') return true; // an answer that was kept for a day
    if (hit.column === TAIL) return hit.archive !== null && archives.has(hit.archive) && !stays.has(hit.archive);
    if (hit.about !== null && placeOf(hit).what === 'history' && named.has(hit.about.key) && erase.has(JSON.stringify(hit.about.key.startsWith('files/') ? ['file', hit.about.key.slice(6)] : ['document', `${hit.archive}/${hit.section}`, hit.about.key]))) return true;
    // made of what is gone; where something of it stays, it would come again
    return placeOf(hit).effect === 'remade' && (hit.archive === null ? stays.size === 0 : archives.has(hit.archive) && !stays.has(hit.archive));
  };
}
const mayGo = (hit: Hit): boolean => hit.from !== 'unread' && (hit.from === 'document' || hit.from === 'content' || hit.from === 'spool' || placeOf(hit).effect !== 'none') && !(hit.table === 'archive' && hit.column === 'id');

const namesAnything = (wanted: Wanted): boolean => (wanted.kind === 'hashed' ? wanted.texts : [...wanted.query.names, ...wanted.query.phones, ...wanted.query.mails, ...wanted.query.idNumbers]).length > 0;
/** Each once, however often it is found. */
export const hitKey = (hit: Hit): string => `${placeKey(hit)} ${hit.column}`;

/** Answers what is left of what was found last. */
export async function runErasure(options: EraseOptions, plan: ErasurePlan, { going: told, progress = () => undefined }: ErasureEars = {}): Promise<readonly Hit[]> {
  const { storage } = options;
  for (const id of plan.whole) await eraseWhole(options, id as ArchiveId, plan);
  if (plan.whole.length > 0) await options.changed(plan.whole as readonly ArchiveId[]);
  for (const each of plan.sections ?? []) await eraseSection(options, each, plan);
  let left: readonly Hit[] = [];
  for (let pass = 0; pass < PASSES && namesAnything(plan.wanted); pass++) {
    left = await storage.subjects.scan({ wanted: plan.wanted, archives: [], files: true }, (done, total) => { progress(Math.min(0.95, (pass + done / Math.max(1, total)) / 4)); });
    const may = chooser(plan, left);
    const going = left.filter(may);
    if (going.length === 0) break;
    await told?.(going);
    await takeOut(options, plan, going);
    await options.settled();
    left = left.filter((hit) => !may(hit));
  }
  while (!(await storage.subjects.forget())) await new Promise<void>((resolve) => { options.clock.after(250, resolve); });
  return left;
}

async function takeOut({ storage, hub, folder, clock, refresh }: EraseOptions, plan: ErasurePlan, hits: readonly Hit[]): Promise<void> {
  const matcher = wantedMatcher(plan.wanted);
  const documents = new Map<string, Set<string>>();
  for (const hit of hits) if (hit.from === 'document') {
    const name = String(hit.key[0]);
    documents.set(name, (documents.get(name) ?? new Set()).add(hit.column));
  }
  // what was there and is not any more is in updates too: their section is written anew with it
  const past = new Map<string, Set<string>>();
  for (const hit of hits) if (hit.from === 'archive' && (hit.table === 'history' || hit.table === 'change') && hit.about !== null) {
    const name = `${hit.archive}/${hit.section}`;
    past.set(name, (past.get(name) ?? new Set()).add(hit.about.key));
    if (!documents.has(name)) documents.set(name, new Set());
  }
  for (const [name, columns] of documents) {
    const { section } = splitDocName(name as DocName);
    await hub.renew(name as DocName, plan.by, (values) => {
      const done = scrubSection(section, values, matcher, (key) => columns.has(key), plan.mark);
      return { ...done, forget: [...done.forget, ...(past.get(name) ?? [])] };
    });
  }
  for (const hit of hits) {
    if (hit.from === 'content' || (hit.from === 'archive' && hit.table === 'file')) await storage.files.remove(String(hit.key[0]), plan.by, new Date(clock.now()).toISOString());
    if (hit.from === 'spool') await rm(join(folder, String(hit.key[0])), { force: true });
  }
  for (const db of ['archive', 'facts'] as const) {
    const rows = [...new Map(hits.filter((hit) => hit.from === db && hit.table !== 'file').map((hit) => [`${hit.table} ${hit.key.join('\n')}`, { table: hit.table, key: hit.key }])).values()];
    for (let from = 0; from < rows.length; from += TOGETHER) await storage.subjects.erase(db, rows.slice(from, from + TOGETHER), plan.wanted, plan.mark, clock.now());
  }
  await refresh([...new Set(hits.filter((hit) => hit.from === 'archive' && (hit.table === 'archive' || hit.table === 'archive_key')).map((hit) => hit.archive as ArchiveId))]);
}

async function eraseWhole({ storage, hub, clock, settled }: EraseOptions, id: ArchiveId, plan: ErasurePlan): Promise<void> {
  const matcher = wantedMatcher(plan.wanted);
  for (const { section } of await storage.log.sections(id)) await hub.renew(docName(id, section), plan.by, (values) => scrubSection(section, values, matcher, null, plan.mark));
  for (const file of await storage.files.list(id)) await storage.files.remove(file.id, plan.by, new Date(clock.now()).toISOString());
  await settled();
  await storage.subjects.eraseArchive(id);
}

/** Documents of a section, of contacts one a year. */
export const documentsOf = async (storage: EraseOptions['storage'], { archive, section }: WholeSection): Promise<readonly string[]> =>
  (await storage.log.sections(archive as ArchiveId)).map((each) => each.section).filter((name) => parseDocSection(name)?.section === section);

async function eraseSection({ storage, hub, clock, settled, refresh }: EraseOptions, which: WholeSection, plan: ErasurePlan): Promise<void> {
  const id = which.archive as ArchiveId;
  const matcher = wantedMatcher(plan.wanted);
  const documents = await documentsOf(storage, which);
  for (const name of documents) await hub.renew(docName(id, name), plan.by, (values) => scrubSection(name, values, matcher, null, plan.mark));
  for (const file of await storage.files.list(id)) if (file.section === which.section || documents.includes(file.section)) await storage.files.remove(file.id, plan.by, new Date(clock.now()).toISOString());
  await settled();
  await storage.subjects.eraseSection(id, which.section, documents, clock.now());
  await refresh([id]);
  await settled();
}
