/** What a person may ask for, put together once: files, requests, consents, mailings, terms. */
import type { ArchiveId, PersonId } from '../../../model/ids.ts';
import type { CalendarDate } from '../../../model/overview.ts';
import type { Person } from '../../../model/rights.ts';
import { monthsAfter } from '../../../model/completeness/refresh.ts';
import type { Storage } from '../../storage/storage.ts';
import { storedBackups } from '../stored-backups.ts';
import { Consents } from './consents.ts';
import type { ConsentOptions } from './consents.ts';
import { mailing } from './mailing.ts';
import type { Mailing, MailChannel, MailingOptions } from './mailing.ts';
import { PersonFiles } from './person-file.ts';
import type { PersonFileOptions } from './person-file.ts';
import { SubjectRequests } from './requests.ts';
import { Standing } from './standing.ts';
import type { StandingOptions } from './standing.ts';
import type { SubjectService } from './subjects.ts';
import { Retention } from './retention.ts';
import type { ErasedByTerm, RetentionOptions } from './retention.ts';
import { Refusal } from '../errors.ts';

type Options = Omit<ConsentOptions, 'storage' | 'access'> & Omit<MailingOptions, 'consents' | 'storage' | 'access'> & Omit<PersonFileOptions, 'rules' | 'storage' | 'access' | 'hub' | 'catalogue'> & Omit<StandingOptions, 'storage' | 'access'> & Omit<RetentionOptions, 'storage' | 'access' | 'erase' | 'alongside'>;
export interface PrivacyOptions extends Options {
  readonly storage: Storage;
  readonly access: ConsentOptions['access'] & MailingOptions['access'];
  /** The folder of backups, and for how many months the last of them stays. */
  readonly backups: string;
  readonly backupMonths: number;
  /** Who erases. */
  readonly subjects: Pick<SubjectService, 'search' | 'ask' | 'approve' | 'settled' | 'eraseSection'>;
}
export interface Privacy {
  readonly personFiles: Pick<PersonFiles, 'list' | 'make' | 'get' | 'review' | 'release' | 'drop' | 'fetch' | 'age'>;
  readonly subjectRequests: Pick<SubjectRequests, 'list' | 'get' | 'receive' | 'step' | 'pressing'>;
  readonly standing: Pick<Standing, 'restrictions' | 'restrict' | 'lift' | 'objections' | 'object' | 'settle'>;
  readonly consents: Pick<Consents, 'view' | 'record' | 'withdraw' | 'silences' | 'allows' | 'forget' | 'load'>;
  readonly retention: Pick<Retention, 'view' | 'rules' | 'put' | 'run' | 'list' | 'decide' | 'start' | 'stop'>;
  readonly mailings: (person: Person, channel: MailChannel) => Promise<Mailing>;
  /** What is kept here beside the documents goes with an archive that was erased. */
  readonly forgetErased: (archive: ArchiveId) => Promise<void>;
  readonly backupsLeft: () => Promise<{ readonly count: number; readonly until: CalendarDate | null }>;
}

/** The way that every erasure goes, with its certificate: the archive is looked for by its name, one has asked, the other agrees; of a section all that stands under it. */
async function eraseByTerm({ storage, access, subjects }: PrivacyOptions, { archive, section, asked, approved, reason }: ErasedByTerm): Promise<void> {
  // under the id that they have now; what they may was asked when they said so, and a token that told it may have ended since
  const still = (id: PersonId): Person | null => {
    const person = access.directory.person(access.directory.current(id));
    return person && (person.withheld?.includes('compliance') === true ? person : { ...person, roles: [...new Set<Person['roles'][number]>([...person.roles, 'compliance'])] });
  };
  const [first, second, overview] = [still(asked), still(approved), await storage.facts.overview(archive)];
  if (first === null || second === null) throw new Refusal('conflict', 'Whoever asked for it is not here any more: keep it, and ask again.');
  if (section !== null) {
    await subjects.eraseSection(first, second, { archive, section }, reason);
    return;
  }
  const name = overview?.name ?? archive;
  const { id } = subjects.search(first, { names: [name], phones: [], mails: [], idNumbers: [], archives: [archive] });
  await subjects.settled();
  await subjects.ask(first, id, { confirm: name, reason, lang: 'en', whole: [archive] });
  await subjects.approve(second, id);
}

export function createPrivacy(options: PrivacyOptions): Privacy {
  const consents = new Consents(options);
  const retention: Retention = new Retention({ ...options, erase: (what) => eraseByTerm(options, what), alongside: () => personFiles.age() });
  const personFiles = new PersonFiles({ ...options, rules: () => retention.rules() });
  return {
    consents, retention, personFiles,
    subjectRequests: new SubjectRequests(options),
    standing: new Standing(options),
    mailings: (person, channel) => mailing({ ...options, consents }, person, channel),
    async forgetErased(archive) {
      if ((await options.storage.archives.get(archive))?.state !== 'erased') return;
      await options.storage.personal.forget(archive);
      consents.forget(archive);
    },
    async backupsLeft() {
      const found = await storedBackups(options.backups);
      const newest = found.map(({ at }) => at).sort((a, b) => Number(new Date(a)) - Number(new Date(b))).at(-1);
      return { count: found.length, until: newest === undefined ? null : monthsAfter(new Date(newest).toISOString().slice(0, 10), options.backupMonths) };
    },
  };
}
