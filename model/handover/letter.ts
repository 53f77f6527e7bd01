/** The letter that tells a customer who their new contact is: shipped words in four languages, what stands in braces is filled in. Which language a customer reads is guessed here where nobody says it. */
import type { Language } from '../labels.ts';
import type { LetterTemplate, LetterText } from './api.ts';

/** Names that a template may have in braces. */
export const LETTER_WORDS = ['customer', 'leaver', 'successor', 'email', 'department', 'date'] as const;
export type LetterWord = (typeof LETTER_WORDS)[number];
export type LetterValues = Readonly<Record<LetterWord, string>>;
export const LETTER_MOST = { subject: 200, body: 4_000 } as const;

export const SHIPPED_LETTER: LetterTemplate = Object.freeze({
  en: {
    subject: 'Your new contact: {successor}',
    body: 'Dear {customer},\n\n{leaver}, who has looked after you until now, no longer does so. From {date} on your contact is {successor} ({department}).\n\nYou can reach {successor} at {email}. {successor} will be in touch with you shortly. All that was agreed with you stands.\n\nWith kind regards',
  },
  'zh-Hans': {
    subject: '您的新联系人：{successor}',
    body: '尊敬的{customer}：\n\n您好！原先为您服务的{leaver}已不再负责您的业务。自{date}起，由{department}{successor}与您联系。\n\n{successor}的联系方式：{email}。{successor}将尽快与您联系，此前与您商定的各项事宜均继续有效。\n\n此致\n敬礼',
  },
  'zh-Hant': {
    subject: '您的新聯絡人：{successor}',
    body: '{customer} 您好：\n\n原先為您服務的{leaver}已不再負責您的業務。自{date}起，改由{department}{successor}與您聯絡。\n\n{successor}的聯絡方式：{email}。{successor}將儘快與您聯絡，先前與您約定的各項事宜均繼續有效。\n\n敬祝 順心',
  },
  es: {
    subject: 'Su nuevo contacto: {successor}',
    body: 'Estimado cliente {customer}:\n\n{leaver}, que le atendía hasta ahora, ya no se ocupa de su cuenta. Desde el {date} su contacto es {successor} ({department}).\n\nPuede escribir a {successor} a {email}. {successor} se pondrá pronto en contacto con usted. Todo lo acordado sigue en pie.\n\nAtentamente',
  },
});

/** What has no value leaves neither its braces nor empty brackets behind. */
export function fillLetter({ subject, body }: LetterText, values: LetterValues): LetterText {
  const fill = (text: string): string => text.replace(/\{([a-z]+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? values[name as LetterWord] : whole)).replace(/ ?[(（]\s*[)）]/g, '');
  return { subject: fill(subject).replace(/\s+/g, ' ').trim(), body: fill(body) };
}

/** Braces that stand for nothing. */
export const unknownWords = ({ subject, body }: LetterText): readonly string[] =>
  [...new Set([...`${subject}\n${body}`.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? ''))].filter((name) => !(LETTER_WORDS as readonly string[]).includes(name));

const SPANISH: ReadonlySet<string> = new Set(['ES', 'MX', 'AR', 'CO', 'CL', 'PE', 'EC', 'UY', 'PY', 'BO', 'VE', 'CR', 'PA', 'DO', 'GT', 'HN', 'NI', 'SV', 'CU', 'PR']);
const TRADITIONAL: ReadonlySet<string> = new Set(['TW', 'HK', 'MO']);

/** By the country of the address, else by the script of the name: English where neither says anything. */
export function letterLanguage(country: string | null, name: string): Language {
  const code = country?.toUpperCase() ?? '';
  if (TRADITIONAL.has(code)) return 'zh-Hant';
  if (code === 'CN' || code === 'SG') return code === 'CN' || /\p{Script=Han}/u.test(name) ? 'zh-Hans' : 'en';
  if (SPANISH.has(code)) return 'es';
  return code === '' && /\p{Script=Han}/u.test(name) ? 'zh-Hans' : 'en';
}
