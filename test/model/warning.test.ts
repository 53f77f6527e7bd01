/** One pinned warning, who may be reached, and who may be in a mailing. */
import { describe, expect, it } from 'vitest';
import type { Digest } from '../../model/overview.ts';
import { dictionaryOf, fieldByKey } from '../../model/catalogue/catalogue.ts';
import { cautionOf, mayMail, reachable } from '../../model/warning.ts';
import { WARNING_KINDS } from '../../model/warning-words.ts';

const digest = (caution: object = {}): Digest => ({ level: 'read', warning: null, doNotContact: false, ...caution }) as unknown as Digest;

describe('what is pinned', () => {
  it('is nothing while nothing is written', () => {
    expect(cautionOf({})).toEqual({ warning: null, doNotContact: false });
    expect(cautionOf({ 'customer.warningKind': 'other', 'customer.warningText': '  ', 'customer.doNotContact': false })).toEqual({ warning: null, doNotContact: false });
  });

  it('is what was written, with its kind; a text alone is of kind other', () => {
    expect(cautionOf({ 'customer.warningKind': 'allergy', 'customer.warningText': ' nuts ' }).warning).toEqual({ kind: 'allergy', text: 'nuts' });
    expect(cautionOf({ 'customer.warningText': 'Ring twice' }).warning).toEqual({ kind: 'other', text: 'Ring twice' });
  });

  it.each(['paymentStop', 'doNotContact', 'allergy', 'safety'] as const)('pins %s without a text', (kind) => {
    expect(cautionOf({ 'customer.warningKind': kind }).warning).toEqual({ kind, text: '' });
  });

  it('pins "do not contact" by its flag alone, with its reason', () => {
    expect(cautionOf({ 'customer.doNotContact': true, 'customer.doNotContactReason': 'asked by letter' })).toEqual({
      warning: { kind: 'doNotContact', text: 'asked by letter' }, doNotContact: true, doNotContactReason: 'asked by letter',
    });
    expect(cautionOf({ 'customer.doNotContact': true })).toEqual({ warning: { kind: 'doNotContact', text: '' }, doNotContact: true });
  });

  it('stops contact when the warning says so, flag or not', () => {
    expect(cautionOf({ 'customer.warningKind': 'doNotContact', 'customer.warningText': 'in mourning' })).toEqual({
      warning: { kind: 'doNotContact', text: 'in mourning' }, doNotContact: true, doNotContactReason: 'in mourning',
    });
  });

  it('pins the more severe of two, and contact stays stopped under it', () => {
    const stop = { 'customer.doNotContact': true, 'customer.doNotContactReason': 'asked by letter' };
    expect(cautionOf({ ...stop, 'customer.warningKind': 'allergy', 'customer.warningText': 'nuts' })).toEqual({ warning: { kind: 'allergy', text: 'nuts' }, doNotContact: true, doNotContactReason: 'asked by letter' });
    expect(cautionOf({ ...stop, 'customer.warningKind': 'paymentStop', 'customer.warningText': 'since May' }).warning?.kind).toBe('doNotContact');
    expect(cautionOf({ ...stop, 'customer.warningText': 'Ring twice' }).warning?.kind).toBe('doNotContact');
  });

  it('passes over what no version of the product writes', () => {
    expect(cautionOf({ 'customer.warningKind': 'toString', 'customer.warningText': 7, 'customer.doNotContact': 'yes' })).toEqual({ warning: null, doNotContact: false });
  });

  it('has its kinds as the options of D-90', () => {
    expect(dictionaryOf('D-90')?.options.map(({ key }) => key)).toEqual([...WARNING_KINDS]);
    expect(fieldByKey('customer.warningKind')?.dictionary).toBe('D-90');
  });
});

describe('who may be reached', () => {
  it('is everybody but whom the digest stops, with the reason', () => {
    expect(reachable(digest())).toEqual({ kind: 'free' });
    expect(reachable(null)).toEqual({ kind: 'free' });
    expect(reachable(digest({ doNotContact: true }))).toEqual({ kind: 'stopped', reason: '' });
    expect(reachable(digest({ doNotContact: true, doNotContactReason: 'asked by letter' }))).toEqual({ kind: 'stopped', reason: 'asked by letter' });
  });
});

describe('who may be in a mailing', () => {
  const row = (channel: string, state: string | null, decidedAt: string | null = null) => ({ channel, state, decidedAt });

  it('is who consented on this channel (F-338)', () => {
    expect(mayMail(digest(), [row('email', 'granted', '2026-01-02')], 'email')).toEqual({ may: true, since: '2026-01-02' });
    expect(mayMail(digest(), [row('email', 'granted')], 'email')).toEqual({ may: true, since: null });
    expect(mayMail(digest(), [row('email', 'granted', '2026-01-02')], 'sms')).toEqual({ may: false, because: 'noConsent' });
    expect(mayMail(digest(), [], 'email')).toEqual({ may: false, because: 'noConsent' });
    expect(mayMail(digest(), [row('email', null)], 'email')).toEqual({ may: false, because: 'noConsent' });
  });

  it('is nobody whose archive says do not contact, whatever they consented to', () => {
    expect(mayMail(digest({ doNotContact: true }), [row('email', 'granted', '2026-01-02')], 'email')).toEqual({ may: false, because: 'doNotContact' });
  });

  it('is nobody of whom one only knows that they exist', () => {
    expect(mayMail({ level: 'exists' } as Digest, [row('email', 'granted')], 'email')).toEqual({ may: false, because: 'mayNotKnow' });
  });

  it('goes by the newest decision; on one day, and without a date, by the no', () => {
    expect(mayMail(digest(), [row('email', 'granted', '2025-01-02'), row('email', 'withdrawn', '2026-03-01')], 'email')).toEqual({ may: false, because: 'withdrawn' });
    expect(mayMail(digest(), [row('email', 'refused', '2025-01-02'), row('email', 'granted', '2026-03-01')], 'email')).toEqual({ may: true, since: '2026-03-01' });
    expect(mayMail(digest(), [row('email', 'granted', '2026-03-01'), row('email', 'refused', '2026-03-01')], 'email')).toEqual({ may: false, because: 'refused' });
    expect(mayMail(digest(), [row('email', 'refused'), row('email', 'granted', '2026-03-01')], 'email')).toEqual({ may: false, because: 'refused' });
  });
});
