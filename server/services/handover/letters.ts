/** The letters of a hand-over: made of the template and what is known now, changed by hand, and taken out as one page to print or a table for a mail merge. Nothing is mailed by itself. */
import type { HandoverLetter, LetterTemplate, LetterText } from '../../../model/handover/api.ts';
import { fillLetter, LETTER_MOST, SHIPPED_LETTER, unknownWords } from '../../../model/handover/letter.ts';
import type { ArchiveId, PersonId } from '../../../model/ids.ts';
import { LANGUAGES } from '../../../model/labels.ts';
import type { Language } from '../../../model/labels.ts';
import type { CalendarDate } from '../../../model/overview.ts';
import { atLeast, mayConfigure } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { StoredHandover, StoredItem } from '../../storage/handover-store.ts';
import type { Storage } from '../../storage/storage.ts';
import { forbidden, invalid, mustStay, Refusal } from '../errors.ts';
import type { Problem } from '../errors.ts';

export interface LetterOptions {
  readonly storage: Pick<Storage, 'audit' | 'directory' | 'handovers'>;
  readonly access: Pick<ServerAccess, 'directory' | 'rights'>;
  readonly clock: Clock;
  readonly today: () => CalendarDate;
  readonly find: (person: Person, id: string) => Promise<StoredHandover & { readonly whole: boolean }>;
}

const SETTING = 'handoverLetter';
const PAGE = 500;

export class Letters {
  readonly #options: LetterOptions;

  constructor(options: LetterOptions) {
    this.#options = options;
  }

  async template(): Promise<LetterTemplate> {
    return { ...SHIPPED_LETTER, ...((await this.#options.storage.directory.setting(SETTING)) as Partial<LetterTemplate> | null) };
  }

  /** Of hand-overs to come: those that were have the words of their day. */
  async setTemplate(person: Person, texts: Partial<LetterTemplate>): Promise<LetterTemplate> {
    if (!mayConfigure(person) && !person.roles.includes('steward')) throw forbidden('Only an information steward or an administrator changes the letter.');
    const problems = LANGUAGES.flatMap((lang) => (texts[lang] ? problemsOf(texts[lang], lang) : []));
    if (problems.length > 0) throw invalid(problems);
    const next = { ...await this.template(), ...texts };
    const { storage, clock } = this.#options;
    await storage.directory.putSetting(SETTING, next, { by: person.id, at: clock.now() });
    return next;
  }

  async one(person: Person, id: string, archive: ArchiveId): Promise<HandoverLetter> {
    const row = await this.#options.find(person, id);
    const { items } = await this.#options.storage.handovers.items({ handover: id, successor: row.whole ? null : person.id, filter: null, archives: [archive], after: null, limit: 1, today: this.#options.today() });
    const rights = await this.#options.access.rights(person, archive);
    const [item] = items;
    if (!item || item.letter === null || !rights || !atLeast(rights.level, 'read')) throw new Refusal('not-found', 'There is no such letter.');
    return this.#made(row, item);
  }

  /** `text` null: as the template has it. */
  async edit(person: Person, id: string, archive: ArchiveId, { lang, text }: { readonly lang: Language; readonly text: LetterText | null }): Promise<HandoverLetter> {
    await this.one(person, id, archive);
    if (text !== null) {
      const problems = problemsOf(text, '');
      if (problems.length > 0) throw invalid(problems);
    }
    const entry = { action: 'handOverStep', actor: person.id, archive, object: id, outcome: 'done', detail: { letter: text === null ? 'template' : 'byHand', lang } } as const;
    if (!(await this.#options.storage.handovers.edit(id, archive, text, lang, this.#options.clock.now(), [entry]))) throw new Refusal('conflict', 'This letter was sent; it stays as it was.');
    return this.one(person, id, archive);
  }

  /** All drafts that this person may see, in pages; written down before the first. */
  async *all(person: Person, id: string): AsyncGenerator<HandoverLetter & { readonly successor: string; readonly email: string }> {
    const { access, storage, clock, today } = this.#options;
    const row = await this.#options.find(person, id);
    mustStay(person);
    await storage.audit.add([{ action: 'exported', actor: person.id, object: id, outcome: 'done', detail: { format: 'letters' } }], clock.now());
    for (let after: string | null = null; ;) {
      const { items } = await storage.handovers.items({ handover: id, successor: row.whole ? null : person.id, filter: 'unsent', archives: null, after, limit: PAGE, today: today() });
      for (const item of items) {
        // asked one by one, while it goes on: a right may end on the way
        const rights = await access.rights(person, item.archive);
        if (rights && atLeast(rights.level, 'read')) yield { ...this.#made(row, item), successor: this.#name(item.successor), email: this.#mail(item.successor) };
      }
      if (items.length < PAGE) return;
      after = items.at(-1)?.archive ?? null;
    }
  }

  #name(person: PersonId | null): string {
    return person === null ? '' : this.#options.access.directory.name(person);
  }
  #mail(person: PersonId | null): string {
    return person === null ? '' : (this.#options.access.directory.stored(person)?.email ?? '');
  }

  #made(row: StoredHandover, item: StoredItem): HandoverLetter {
    const { directory } = this.#options.access;
    const lang = item.lang ?? 'en';
    const { letter } = JSON.parse(row.body) as { readonly letter?: LetterTemplate };
    const own = item.subject !== null && item.text !== null ? { subject: item.subject, body: item.text } : null;
    const department = item.successor === null ? null : (directory.stored(item.successor)?.department ?? null);
    const values = {
      customer: item.name ?? item.archive, leaver: directory.name(row.leaver), successor: this.#name(item.successor), email: this.#mail(item.successor),
      department: department === null ? '' : (directory.department(department)?.name ?? department), date: new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' }).format(row.at),
    };
    return {
      ...fillLetter(own ?? (letter ?? SHIPPED_LETTER)[lang], values), archive: item.archive, name: item.name ?? item.archive, lang, state: item.letter === 'sent' ? 'sent' : 'draft', channel: item.channel,
      sentAt: item.sent === null ? null : new Date(item.sent).toISOString(), edited: own !== null,
    };
  }
}

function problemsOf(text: LetterText, where: string): readonly Problem[] {
  const field = (name: string): string => (where === '' ? name : `${where}.${name}`);
  return [
    ...(['subject', 'body'] as const).flatMap((name) => (text[name].trim() === '' || text[name].length > LETTER_MOST[name] ? [{ field: field(name), code: 'length', message: `One to ${LETTER_MOST[name]} characters.` }] : [])),
    ...unknownWords(text).map((word) => ({ field: field('body'), code: 'unknown-word', message: `Nothing is filled in for {${word}}.` })),
  ];
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`);
/** One page a letter when it is printed. */
export const letterHead = '<!doctype html><meta charset="utf-8"><title>Letters</title><style>body{font:12pt/1.5 serif;max-width:42em;margin:2em auto;padding:0 1em}article{break-after:page;white-space:pre-line;margin-bottom:4em}h1{font-size:1.1em}</style>\n';
export const letterPage = ({ lang, subject, body }: HandoverLetter): string => `<article lang="${lang}"><h1>${escaped(subject)}</h1>${escaped(body)}</article>\n`;

/** What a table program would take for a formula is text. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
export const letterColumns = '\uFEFFarchive,customer,language,successor,email,subject,body\r\n';
export const letterRow = (letter: HandoverLetter & { readonly successor: string; readonly email: string }): string => `${[letter.archive, letter.name, letter.lang, letter.successor, letter.email, letter.subject, letter.body].map(cell).join(',')}\r\n`;
