/** What the columns of an address book become: `TEL mobile work#2` is the target `mobile:work#2`. Names of columns are those of `readers/vcard-reader.ts`. */

const FIXED: Readonly<Record<string, string>> = {
  UID: 'id', KIND: 'kind', FN: 'name', CONTACT: 'contactName', ORG: 'field:person.employer', TITLE: 'field:person.position', ROLE: 'field:person.post',
  NICKNAME: 'field:customer.shortName', BDAY: 'field:person.dateOfBirth', URL: 'website',
};
const MESSENGERS: ReadonlySet<string> = new Set(['wechat', 'whatsapp', 'line']);

/** Null for what Dossier has no field for. */
export function vcardTarget(column: string): string | null {
  const [, body = '', nth = ''] = /^(.*?)(#\d+)?$/s.exec(column) ?? [];
  const fixed = FIXED[body];
  if (fixed !== undefined) return nth === '' ? fixed : null;
  const preferred = body.endsWith('!') ? '!' : '';
  const [property = '', ...words] = (preferred === '' ? body : body.slice(0, -1)).split(' ');
  const labelled = (kind: string, label: string): string => `${kind}${label === '' ? '' : `:${label}`}${preferred}${nth}`;
  switch (property) {
    case 'TEL': return labelled(words[0] ?? 'phone', words.slice(1).join(' '));
    case 'EMAIL': return labelled('email', words.join(' '));
    case 'IM': {
      const service = words.join(' ');
      return MESSENGERS.has(service) ? labelled(service, '') : labelled('other', service);
    }
    case 'ADR': return `${words[0] ?? ''}.${words[1] ?? ''}${nth}`;
    default: return null;
  }
}
