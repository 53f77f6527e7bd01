/** The one warning that tops a customer, and whether one may reach them: decided from the profile's values, so that card, timeline, form and exports say the same. Words are left to `warning-words.ts`. */
import type { Scalar } from './api.ts';
import type { CalendarDate, LineDigest } from './overview.ts';
import { WARNING_KINDS, type WarningKind } from './warning-words.ts';

export type { WarningKind };

/** `text` is empty where the kind says all. */
export interface Warning { readonly kind: WarningKind; readonly text: string }

/** What an overview keeps of it. */
export interface Caution { readonly warning: Warning | null; readonly doNotContact: boolean; readonly doNotContactReason?: string }

const kindOf = (value: Scalar | undefined): WarningKind | null => WARNING_KINDS.find((kind) => kind === value) ?? null;
const textOf = (value: Scalar | undefined): string => (typeof value === 'string' ? value.trim() : '');

/**
 * The written warning and "do not contact" may both be there: one is pinned, the more severe. A text without a kind is a warning of kind `other`; a kind other than that pins
 * itself without a text. A warning written as "do not contact" stops contact as the flag does: nobody should have to tick it twice.
 */
export function cautionOf(fields: Readonly<Record<string, Scalar>>): Caution {
  const text = textOf(fields['customer.warningText']);
  const kind = kindOf(fields['customer.warningKind']) ?? (text === '' ? null : 'other');
  const doNotContact = fields['customer.doNotContact'] === true || kind === 'doNotContact';
  const reason = textOf(fields['customer.doNotContactReason']) || (kind === 'doNotContact' ? text : '');
  const written: Warning | null = kind === null || (kind === 'other' && text === '') ? null : { kind, text: kind === 'doNotContact' ? reason : text };
  const stop: Warning | null = doNotContact ? { kind: 'doNotContact', text: reason } : null;
  const [warning = null] = [written, stop].filter((each) => each !== null).sort((a, b) => WARNING_KINDS.indexOf(a.kind) - WARNING_KINDS.indexOf(b.kind));
  return { warning, doNotContact, ...(reason === '' ? {} : { doNotContactReason: reason }) };
}

/** `stopped`: no link may call, write or open a chat; the value is shown as text with the reason beside it. */
export type Reach = { readonly kind: 'free' } | { readonly kind: 'stopped'; readonly reason: string };

const FREE: Reach = Object.freeze({ kind: 'free' });

/** Asked wherever `tel:`, `mailto:` or a chat's link would be drawn. */
export function reachable(digest: LineDigest | null): Reach {
  if (digest === null || digest.level === 'exists' || !digest.doNotContact) return FREE;
  return { kind: 'stopped', reason: digest.doNotContactReason ?? '' };
}

/** A row of the table `consents` (F-338). */
export type ConsentRow = Readonly<Record<string, Scalar>>;
export type MailingAnswer = { readonly may: true; readonly since: CalendarDate | null } | { readonly may: false; readonly because: 'doNotContact' | 'mayNotKnow' | 'refused' | 'withdrawn' | 'noConsent' };

/**
 * Whether a mailing export may hold this customer on a channel (D-13). The newest decision about the channel counts; of two of one day, or without a date, the one that says no.
 * Nothing on record is no consent, and an archive whose profile one may not read is not in one's mailing.
 */
export function mayMail(digest: LineDigest, consents: readonly ConsentRow[], channel: string): MailingAnswer {
  if (digest.level === 'exists') return { may: false, because: 'mayNotKnow' };
  if (digest.doNotContact) return { may: false, because: 'doNotContact' };
  const rows = consents.filter((row) => row['channel'] === channel && row['state'] !== undefined && row['state'] !== null);
  const dayOf = (row: ConsentRow): string => textOf(row['decidedAt']).slice(0, 10);
  // a refusal without a date stands: nobody knows that it is older than the consent
  const undated = rows.find((row) => dayOf(row) === '' && row['state'] !== 'granted');
  const newest = rows.map(dayOf).sort().at(-1) ?? '';
  const decision = undated ?? rows.filter((row) => dayOf(row) === newest).sort((a, b) => Number(a['state'] === 'granted') - Number(b['state'] === 'granted'))[0];
  switch (decision?.['state']) {
    case 'granted': return { may: true, since: newest === '' ? null : newest };
    case 'withdrawn': return { may: false, because: 'withdrawn' };
    case 'refused': return { may: false, because: 'refused' };
    default: return { may: false, because: 'noConsent' };
  }
}
