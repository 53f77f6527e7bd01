/**
 * Major matters reach the department in charge (P-07): where a contact record marked as major is reported, whoever manages the archive's department is told, and it is written down. Business
 * marked as confidential is exempt. What was reported while nobody listened is found in the change feed at the next start; reminding people to report is the reminders' affair.
 */
import type { ServerAccess } from '../access/access.ts';
import type { Clock } from '../clock.ts';
import type { StoredEvent } from '../storage/event-store.ts';
import type { Storage } from '../storage/storage.ts';
import type { Hub } from '../sync/sync.ts';
import { docName } from '../../model/ids.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import { managedDepartments } from '../../model/rights.ts';
import { parseDocSection } from '../../model/sections.ts';
import type { NoticeService } from './notices/notices.ts';

export interface MajorMattersOptions {
  readonly storage: Pick<Storage, 'events' | 'archives' | 'audit'> & { readonly directory: Pick<Storage['directory'], 'setting' | 'putSetting'> };
  readonly hub: Pick<Hub, 'onAccepted' | 'read'>;
  readonly directory: Pick<ServerAccess['directory'], 'people' | 'person' | 'departments' | 'current'>;
  readonly notices: Pick<NoticeService, 'tell'>;
  readonly clock: Clock;
  readonly report: (event: string, error: unknown) => void;
  /** Of several servers one does it; default: there is only this one. */
  readonly leads?: () => boolean;
}

/** Up to which event reports were told. */
const HEARD = 'major-matters-heard';
const TOGETHER_MS = 1_000;
const SLICE = 500;
const WORDS = 160;
const REPORTED = /^rows\/contacts\/([A-Za-z0-9_-]{1,32})\/reportedToDepartmentAt$/;

export class MajorMatters {
  readonly #options: MajorMattersOptions;
  #waiting: (() => void) | null = null;
  #working: Promise<void> = Promise.resolve();

  constructor(options: MajorMattersOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { storage, hub } = this.#options;
    const { last } = await storage.events.catchUp();
    if (typeof (await storage.directory.setting(HEARD)) !== 'number') await storage.directory.putSetting(HEARD, last);
    hub.onAccepted(({ keys }) => { if (keys.some((key) => REPORTED.test(key))) this.#soon(); });
    this.#soon();
  }

  async stop(): Promise<void> {
    this.#waiting?.();
    this.#waiting = null;
    await this.#working;
  }

  /** Resolves when everything reported so far was told. */
  async settled(): Promise<void> {
    this.#waiting?.();
    this.#waiting = null;
    await this.#look();
  }

  /** Somebody may have reported something at another server. */
  heard(): void {
    if (this.#options.leads?.() !== false) this.#soon();
  }

  #soon(): void {
    this.#waiting ??= this.#options.clock.after(TOGETHER_MS, () => {
      this.#waiting = null;
      void this.#look();
    });
  }

  #look(): Promise<void> {
    return (this.#working = this.#working.then(() => this.#tell()).catch((error: unknown) => { this.#options.report('major matters not told', error); }));
  }

  async #tell(): Promise<void> {
    const { storage: { events, directory }, leads = () => true } = this.#options;
    if (!leads()) return;
    const { pruned } = await events.catchUp();
    for (let heard = Math.max(pruned, Number(await directory.setting(HEARD)));;) {
      const some = await events.after(heard, SLICE);
      for (const event of some) await this.#one(event);
      const last = some.at(-1);
      if (last === undefined) return;
      heard = last.id;
      await directory.putSetting(HEARD, heard);
    }
  }

  /** An event without keys is a flood of an import: what it brings was reported long ago. */
  async #one({ type, archive, section, keys, person }: StoredEvent): Promise<void> {
    const { storage, hub, notices, clock } = this.#options;
    if (type !== 'section' || archive === null || section === null || person === null || keys === null || parseDocSection(section)?.section !== 'contacts') return;
    const records = keys.flatMap((key) => REPORTED.exec(key)?.[1] ?? []);
    if (records.length === 0) return;
    const row = await storage.archives.get(archive);
    if (row === null || row.confidentiality === 'businessConfidential') return;
    const { values } = await hub.read(docName(archive, section));
    for (const record of records) {
      const cells = values.rows['contacts']?.[record];
      if (cells?.['isMajor'] !== true || typeof cells['reportedToDepartmentAt'] !== 'string') continue;
      const subject = values.texts[`contacts/${record}/subject`]?.trim().slice(0, WORDS);
      const heads = this.#heads(row.department).filter((head) => head !== this.#options.directory.current(person));
      await storage.audit.add([{ action: 'majorReported', actor: person, archive, section, object: record, outcome: 'done', detail: { told: heads } }], clock.now());
      await notices.tell(heads.map((head) => ({ person: head, kind: 'majorReported', archive, section: 'contacts', by: person, mark: majorMark(archive, record), ...(subject ? { text: subject } : {}) })));
    }
  }

  /** Who manages the department; where nobody does, the information stewards (P-02). */
  #heads(department: string | null): readonly PersonId[] {
    const { directory } = this.#options;
    const active = directory.people().flatMap(({ id }) => directory.person(id) ?? []).filter(({ active }) => active);
    const heads = active.filter((person) => managedDepartments(person, directory.departments()).some((each) => each === department));
    return (heads.length > 0 ? heads : active.filter(({ roles }) => roles.includes('steward'))).map(({ id }) => id);
  }
}

const majorMark = (archive: ArchiveId, record: string): string => `major ${archive} ${record}`;
