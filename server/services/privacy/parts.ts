/** What a person may ask for, put together once: files, requests, consents, mailings, terms. */
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
import { Retention } from './retention.ts';
import type { RetentionOptions } from './retention.ts';

type Options = Omit<ConsentOptions, 'storage' | 'access'> & Omit<MailingOptions, 'consents' | 'storage' | 'access'> & Omit<PersonFileOptions, 'rules' | 'storage' | 'access' | 'hub' | 'catalogue'> & Omit<RetentionOptions, 'storage' | 'access'>;
export interface PrivacyOptions extends Options {
  readonly storage: Storage;
  readonly access: ConsentOptions['access'] & MailingOptions['access'];
  /** The folder of backups, and for how many months the last of them stays. */
  readonly backups: string;
  readonly backupMonths: number;
}
export interface Privacy {
  readonly personFiles: Pick<PersonFiles, 'list' | 'make' | 'get' | 'review' | 'release' | 'drop' | 'fetch' | 'age'>;
  readonly subjectRequests: Pick<SubjectRequests, 'list' | 'get' | 'receive' | 'step'>;
  readonly consents: Pick<Consents, 'view' | 'record' | 'withdraw' | 'silences' | 'allows' | 'forget' | 'load'>;
  readonly retention: Pick<Retention, 'view' | 'rules' | 'put' | 'run' | 'list' | 'decide' | 'start' | 'stop'>;
  readonly mailings: (person: Person, channel: MailChannel) => Promise<Mailing>;
  readonly backupsLeft: () => Promise<{ readonly count: number; readonly until: CalendarDate | null }>;
}

export function createPrivacy(options: PrivacyOptions): Privacy {
  const consents = new Consents(options);
  const retention: Retention = new Retention({ ...options, alongside: () => personFiles.age() });
  const personFiles = new PersonFiles({ ...options, rules: () => retention.rules() });
  return {
    consents, retention, personFiles,
    subjectRequests: new SubjectRequests(options),
    mailings: (person, channel) => mailing({ ...options, consents }, person, channel),
    async backupsLeft() {
      const found = await storedBackups(options.backups);
      const newest = found.map(({ at }) => at).sort((a, b) => Number(new Date(a)) - Number(new Date(b))).at(-1);
      return { count: found.length, until: newest === undefined ? null : monthsAfter(new Date(newest).toISOString().slice(0, 10), options.backupMonths) };
    },
  };
}
