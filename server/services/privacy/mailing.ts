/** The list for a mailing: who may be reached on a channel and how, and of everybody else only how many and why. Whoever said no, or said nothing, is not in it. */
import type { Scalar } from '../../../model/api.ts';
import type { ArchiveId } from '../../../model/ids.ts';
import type { CalendarDate } from '../../../model/overview.ts';
import type { MAIL_CHANNELS } from '../../../model/privacy/consents.ts';
import { mayExport } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import { cautionOf, mayMail } from '../../../model/warning.ts';
import type { MailingAnswer } from '../../../model/warning.ts';
import type { Clock } from '../../clock.ts';
import type { Storage } from '../../storage/storage.ts';
import { forbidden } from '../errors.ts';
import { gather } from '../export/gather.ts';
import type { Gathered, GatherOptions } from '../export/gather.ts';
import { readQuery } from '../register.ts';
import type { Consents } from './consents.ts';

export type MailChannel = (typeof MAIL_CHANNELS)[number];
export interface MailingLine { readonly archive: ArchiveId; readonly name: string; readonly to: string; readonly since: CalendarDate | null }
export interface Mailing { readonly channel: MailChannel; readonly lines: readonly MailingLine[]; /** Left out, by why. */ readonly left: Readonly<Partial<Record<Extract<MailingAnswer, { may: false }>['because'] | 'noAddress' | 'closed' | 'restricted', number>>> }
export interface MailingOptions extends GatherOptions { readonly storage: GatherOptions['storage'] & Pick<Storage, 'exports' | 'audit'>; readonly consents: Pick<Consents, 'allows'>; readonly clock: Clock }

/** Kinds of D-77 by which a channel reaches somebody; post goes to an address. */
const KINDS: Readonly<Record<MailChannel, readonly string[]>> = { email: ['email'], phone: ['phone', 'mobile'], sms: ['mobile'], instantMessage: ['wechat', 'line', 'whatsapp'], fax: ['fax'], post: [], letter: [], greeting: ['email', 'phone', 'mobile'] };

export async function mailing(options: MailingOptions, person: Person, channel: MailChannel): Promise<Mailing> {
  if (!mayExport(person)) throw forbidden('Only an information steward takes data out.');
  const { storage, clock, consents } = options;
  const at = clock.now();
  const record = await storage.exports.begin({ by: person.id, at, format: 'csv', query: JSON.stringify({ mailing: channel, query: { text: '', where: [] } }) });
  const lines: MailingLine[] = [];
  const left: Record<string, number> = {};
  for await (const each of gather(options, person, { query: readQuery(options, {}), ids: null, properties: [], sections: new Set(['profile']) })) {
    const answer = judged(each, channel, consents.allows(each.id, channel));
    const to = 'may' in answer && answer.may ? addressOf(each, channel) : '';
    if (answer.may && to !== '') lines.push({ archive: each.id, name: each.name, to, since: answer.since });
    else { const why = answer.may ? 'noAddress' : answer.because; left[why] = (left[why] ?? 0) + 1; }
  }
  await storage.exports.end(record, lines.length, clock.now());
  await storage.audit.add([{ action: 'exported', actor: person.id, object: String(record), outcome: 'done', detail: { mailing: channel, archives: lines.length } }], clock.now());
  return { channel, lines, left };
}

function judged({ sections, rights }: Gathered, channel: MailChannel, acts: boolean | null): MailingAnswer | { readonly may: false; readonly because: 'closed' | 'restricted' } {
  if (rights.archive.state !== 'open') return { may: false, because: rights.archive.state === 'restricted' ? 'restricted' : 'closed' };
  const profile = sections.get('profile');
  if (!profile) return { may: false, because: 'mayNotKnow' };
  const rows = mayMail({ level: 'read', doNotContact: cautionOf(profile.fields).doNotContact } as never, Object.values(profile.rows['consents'] ?? {}), channel);
  if (acts === false) return rows.may || rows.because === 'noConsent' ? { may: false, because: 'withdrawn' } : rows;
  // written down here as given, and the form says nothing of it
  return acts === true && !rows.may && rows.because === 'noConsent' ? { may: true, since: null } : rows;
}

function addressOf({ sections }: Gathered, channel: MailChannel): string {
  const profile = sections.get('profile');
  const text = (value: Scalar | undefined): string => (typeof value === 'string' ? value.trim() : '');
  if (channel === 'post' || channel === 'letter') {
    const rows = Object.values(profile?.rows['addresses'] ?? {});
    const row = rows.find((cells) => text(cells['use']) === 'postal') ?? rows[0];
    return row ? [text(row['text']), text(row['postcode']), text(row['city']), text(row['country'])].filter((part) => part !== '').join(', ') : '';
  }
  const methods = Object.values(profile?.rows['methods'] ?? {}).filter((cells) => cells['alive'] !== false && KINDS[channel].includes(text(cells['kind'])));
  return text((methods.find((cells) => cells['preferred'] === true) ?? methods[0])?.['value']);
}
