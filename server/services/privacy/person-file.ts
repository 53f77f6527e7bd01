/** One person's file from draft to release: made of what the archives hold, looked at by a human, released by somebody else where there is one, kept a month, then gone. What goes into it is `file-gather.ts`. */
import { createHash } from 'node:crypto';
import { addDays } from '../../../model/classification/dates.ts';
import { newRowId } from '../../../model/ids.ts';
import type { ArchiveId, RandomBytes } from '../../../model/ids.ts';
import type { Language } from '../../../model/labels.ts';
import { monthsAfter } from '../../../model/completeness/refresh.ts';
import type { CalendarDate, PersonRef } from '../../../model/overview.ts';
import { EXCLUDE_REASONS, FILE_FORMAT, NO_REVIEW, reviewed, toCheck, valuesOf } from '../../../model/privacy/file.ts';
import type { ExcludeReason, Exclusion, FileArchive, FileDraft, FileReview, FileState, FileSummary, SubjectFile } from '../../../model/privacy/file.ts';
import { EXCLUDE_TEXTS } from '../../../model/privacy/file-texts.ts';
import type { RetentionRule } from '../../../model/privacy/retention.ts';
import { mayErase } from '../../../model/privacy/subject.ts';
import type { Person } from '../../../model/rights.ts';
import type { SectionKey } from '../../../model/sections.ts';
import type { AuditEntry } from '../../../model/audit/entry.ts';
import type { Clock } from '../../clock.ts';
import type { Storage } from '../../storage/storage.ts';
import type { PersonalRecord } from '../../storage/personal-store.ts';
import { Turns } from '../../turns.ts';
import { forbidden, invalid, Refusal } from '../errors.ts';
import { gatherFile } from './file-gather.ts';
import type { FileGatherOptions } from './file-gather.ts';
import { pageFile, zipFile } from './file-writers.ts';

export interface FileWish { readonly archives: readonly { readonly archive: ArchiveId; readonly part: readonly string[] | null }[]; readonly lang: Language; readonly request?: string | null; readonly received?: CalendarDate }
export interface PersonFileOptions extends FileGatherOptions {
  readonly storage: FileGatherOptions['storage'] & Pick<Storage, 'personal' | 'files'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly today: () => CalendarDate;
  readonly company: () => string;
  readonly rules: () => Promise<readonly RetentionRule[]>;
}
interface Data { readonly lang: Language; readonly request: string | null; readonly review: FileReview; readonly missing: readonly SectionKey[]; readonly names: Readonly<Record<string, string>>; readonly releasedBy: string | null; readonly released: string | null; readonly sha256: string | null; readonly at: string }

/** Days for which a released file can be fetched. */
const KEPT_DAYS = 30;
const MOST_ARCHIVES = 50;
const PAPERS_BYTES = 50_000_000;
/** Duties and their months to answer (B-8: GDPR 12). */
const MONTHS = 1;

export class PersonFiles {
  readonly #options: PersonFileOptions;
  readonly #turns = new Turns<string>();
  constructor(options: PersonFileOptions) {
    this.#options = options;
  }

  async list(who: Person): Promise<readonly FileSummary[]> {
    mayAnswer(who);
    return (await this.#options.storage.personal.list('file', 200)).filter(({ state }) => state !== 'erased').map((row) => this.#summary(row, null));
  }

  async make(who: Person, wish: FileWish): Promise<FileDraft> {
    mayAnswer(who);
    if (wish.archives.length === 0 || wish.archives.length > MOST_ARCHIVES) throw invalid([{ field: 'archives', code: 'range', message: `One archive to ${MOST_ARCHIVES}.` }]);
    const { clock, random, today } = this.#options;
    const rules = await this.#options.rules();
    const archives: FileArchive[] = [];
    const names: Record<string, string> = {};
    const missing = new Set<SectionKey>();
    const exclude: Exclusion[] = [];
    for (const { archive, part } of wish.archives) {
      const found = await gatherFile(this.#options, { archive, part, lang: wish.lang, asker: who, rules });
      if (!found) throw new Refusal('not-found', 'There is no such archive.', { field: 'archives' });
      archives.push(found.archive);
      names[archive] = found.name;
      for (const section of found.missing) missing.add(section);
      exclude.push(...found.ofOthers.map((value) => ({ value, reason: 'otherPerson' as const, note: '' })));
    }
    const id = newRowId(random);
    const at = new Date(clock.now()).toISOString();
    const content: SubjectFile = { format: FILE_FORMAT, version: 1, id, at, lang: wish.lang, company: this.#options.company(), archives };
    const data: Data = { lang: wish.lang, request: wish.request ?? null, review: { ...NO_REVIEW, exclude }, missing: [...missing], names, releasedBy: null, released: null, sha256: null, at };
    const due = monthsAfter(wish.received ?? today(), MONTHS) ?? today();
    await this.#put({ id, kind: 'file', state: 'draft', due, data: JSON.stringify(data), person: who.id, at: clock.now(), changed: clock.now(), archives: archives.map((each) => each.id), content: JSON.stringify(content) },
      archives.map((each) => ({ action: 'subjectExported', actor: who.id, archive: each.id, object: id, outcome: 'done', detail: { step: 'draft' } })));
    return this.get(who, id);
  }

  async get(who: Person, id: string): Promise<FileDraft> {
    mayAnswer(who);
    const row = await this.#row(id);
    const data = JSON.parse(row.data) as Data;
    const content = row.content === null || row.content === undefined ? null : (JSON.parse(row.content) as SubjectFile);
    return { ...this.#summary(row, content), review: data.review, content, needsOther: await this.#needsOther(who, row) };
  }

  review(who: Person, id: string, review: FileReview): Promise<FileDraft> {
    mayAnswer(who);
    return this.#turns.take(id, async () => {
      const { row, data, content } = await this.#draft(id);
      const known = new Map(valuesOf(content).map((value) => [value.id, value]));
      const papers = new Set(content.archives.flatMap(({ attachments }) => attachments.map((each) => each.id)));
      const problems = [
        ...review.exclude.flatMap(({ value, reason, note }, i) => [...unknown(known.has(value), `exclude.${i}.value`), ...(!EXCLUDE_REASONS.includes(reason) || (reason === 'other' && note.trim() === '') ? [{ field: `exclude.${i}.note`, code: 'missing', message: 'Say why.' }] : [])]),
        ...review.blacken.flatMap(({ value }, i) => unknown(known.has(value), `blacken.${i}.value`)),
        ...review.checked.flatMap((value, i) => unknown(known.has(value), `checked.${i}`)), ...review.tell.flatMap((value, i) => unknown(known.get(value)?.silent === true, `tell.${i}`)),
        ...review.attach.flatMap((value, i) => unknown(papers.has(value), `attach.${i}`)),
      ];
      if (problems.length > 0) throw invalid(problems);
      await this.#put({ ...row, data: JSON.stringify({ ...data, review } satisfies Data), changed: this.#options.clock.now() },
        [{ action: 'subjectExported', actor: who.id, object: id, outcome: 'done', detail: { step: 'reviewed', left: review.exclude.length, blackened: review.blacken.length, told: review.tell.length } }]);
      return this.get(who, id);
    });
  }

  release(who: Person, id: string): Promise<FileDraft> {
    mayAnswer(who);
    return this.#turns.take(id, async () => {
      const { row, data, content } = await this.#draft(id);
      if (data.missing.length > 0) throw new Refusal('conflict', `Somebody with the clearance has to make this file: it lacks ${data.missing.join(', ')}.`, { field: 'missing' });
      const left = toCheck(content, data.review);
      if (left.length > 0) throw new Refusal('conflict', `${left.length} texts have not been looked at.`, { field: 'checked' });
      if (await this.#needsOther(who, row)) throw forbidden('Whoever made the file does not release it: somebody else looks at it.');
      const final = reviewed(content, data.review, this.#reasons(data.lang));
      const sha256 = createHash('sha256').update(JSON.stringify(final)).digest('hex');
      const released = new Date(this.#options.clock.now()).toISOString();
      // what was left out is kept no longer than the decision
      await this.#put({ ...row, state: 'released', data: JSON.stringify({ ...data, releasedBy: who.id, released, sha256 } satisfies Data), content: JSON.stringify(final), changed: this.#options.clock.now() },
        row.archives.map((archive) => ({ action: 'subjectExported', actor: who.id, archive, object: id, outcome: 'done', detail: { step: 'released', sha256, alone: who.id === row.person } })));
      return this.get(who, id);
    });
  }

  drop(who: Person, id: string): Promise<void> {
    mayAnswer(who);
    return this.#turns.take(id, async () => {
      const row = await this.#row(id);
      await this.#put({ ...row, state: 'dropped', content: null, changed: this.#options.clock.now() }, [{ action: 'subjectExported', actor: who.id, object: id, outcome: 'done', detail: { step: 'dropped' } }]);
    });
  }

  /** Only what was released, and each time it is written down. */
  async fetch(who: Person, id: string, form: 'zip' | 'page'): Promise<{ readonly at: string; readonly bytes: Uint8Array }> {
    mayAnswer(who);
    const row = await this.#row(id);
    if (row.state !== 'released') throw new Refusal('conflict', 'It has not been released.', { field: 'state' });
    if (row.content === null || row.content === undefined) throw new Refusal('not-found', 'The time for fetching this file is over.');
    const content = JSON.parse(row.content) as SubjectFile;
    const { storage } = this.#options;
    const papers: { readonly name: string; readonly bytes: Uint8Array }[] = [];
    if (form === 'zip') {
      for (const { id: archive, attachments } of content.archives) {
        const files = new Map((await storage.files.list(archive)).map((file) => [file.id, file]));
        for (const { id: file, name } of attachments) {
          const stored = files.get(file);
          if (!stored || papers.reduce((sum, { bytes }) => sum + bytes.length, 0) + stored.size > PAPERS_BYTES) continue;
          const chunks: Uint8Array[] = [];
          for await (const chunk of storage.files.read(stored)) chunks.push(chunk);
          papers.push({ name, bytes: Buffer.concat(chunks) });
        }
      }
    }
    await this.#put({ ...row }, row.archives.map((archive) => ({ action: 'downloaded', actor: who.id, archive, object: id, outcome: 'done', detail: { form } })));
    return { at: content.at, bytes: form === 'zip' ? zipFile(content, papers) : new TextEncoder().encode(pageFile(content)) };
  }

  /** Released files whose time is over lose what they held. */
  age(): Promise<number> {
    return this.#options.storage.personal.dropContent(this.#options.clock.now() - KEPT_DAYS * 86_400_000);
  }

  #reasons(lang: Language): Readonly<Record<ExcludeReason, string>> {
    return Object.fromEntries(EXCLUDE_REASONS.map((reason) => [reason, EXCLUDE_TEXTS[reason][lang]])) as Record<ExcludeReason, string>;
  }
  async #row(id: string): Promise<PersonalRecord> {
    const row = await this.#options.storage.personal.get(id);
    if (row?.kind !== 'file' || row.state === 'erased') throw new Refusal('not-found', 'There is no such file.');
    return row;
  }
  async #draft(id: string): Promise<{ readonly row: PersonalRecord; readonly data: Data; readonly content: SubjectFile }> {
    const row = await this.#row(id);
    if (row.state !== 'draft' || row.content === null || row.content === undefined) throw new Refusal('conflict', 'It is no draft any more.', { field: 'state' });
    const { content, ...rest } = row;
    return { row: rest, data: JSON.parse(row.data) as Data, content: JSON.parse(content) as SubjectFile };
  }
  #put(record: PersonalRecord, audit: readonly AuditEntry[]): Promise<void> {
    return this.#options.storage.personal.put(record, audit, this.#options.clock.now());
  }
  /** Where nobody else has the right, one person does both, and it is written down so. */
  async #needsOther(who: Person, row: PersonalRecord): Promise<boolean> {
    return who.id === this.#options.access.directory.current(row.person) && (await this.#options.storage.directory.people()).some(({ id }) => { const other = id === who.id ? null : this.#options.access.directory.person(id); return other !== null && mayErase(other); });
  }
  #summary(row: PersonalRecord, content: SubjectFile | null): FileSummary {
    const data = JSON.parse(row.data) as Data;
    const { directory } = this.#options.access;
    const ref = (id: string): PersonRef => ({ id: directory.current(id as never), name: directory.name(id as never) });
    return {
      id: row.id, state: row.state as FileState, lang: data.lang, archives: row.archives.map((id) => ({ id, name: data.names[id] ?? id })), request: data.request, due: row.due ?? '', madeBy: ref(row.person), at: new Date(row.at).toISOString(),
      releasedBy: data.releasedBy === null ? null : ref(data.releasedBy), released: data.released, keptUntil: data.released === null ? null : addDays(data.released.slice(0, 10), KEPT_DAYS), sha256: data.sha256, missing: data.missing,
      toCheck: content === null || row.state !== 'draft' ? 0 : toCheck(content, data.review).length,
    };
  }
}

const unknown = (known: boolean, field: string): readonly { readonly field: string; readonly code: string; readonly message: string }[] => (known ? [] : [{ field, code: 'unknown', message: 'This is not in the file.' }]);

export function mayAnswer(who: Person): void {
  if (!mayErase(who)) throw forbidden('Only compliance answers what a person asks for.');
}
