/** What two archives are compared by: as it stands in the archive (`RawFacts`), and made comparable (`Face`). Reading it from a section is here; making it comparable is `normalise.ts`. */
import type { SectionValues } from '../api.ts';

/** What depends on large tables: given by whoever compares, so that this folder holds none. */
export interface Folding {
  /** Characters of either Chinese script as simplified ones. */
  simplify(text: string): string;
  /** Syllables of Chinese characters, without tones. */
  syllables(han: string): readonly string[];
  /** Digits with country code, no plus; null: not a number that is known. `country`: ISO 3166 alpha-2, or null. */
  phone(text: string, country: string | null): string | null;
  /** A paper's number, not to be read back from what is stored. */
  seal(text: string): string;
}

export interface RawAddress { readonly text: string; readonly city: string; readonly region: string; readonly postcode: string; readonly country: string }
export interface RawFacts {
  /** A natural person, and not a company. */
  readonly person: boolean;
  readonly names: readonly string[];
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly sites: readonly string[];
  /** By what register gave it: `uscc`, `organisation`, `tax`, `licence`. */
  readonly codes: readonly { readonly type: string; readonly value: string }[];
  readonly addresses: readonly RawAddress[];
  /** `YYYY-MM-DD`. */
  readonly born: string | null;
  /** Of the section `identity`. */
  readonly papers: readonly { readonly type: string; readonly value: string }[];
}
export const NO_FACTS: RawFacts = Object.freeze({ person: false, names: [], phones: [], emails: [], sites: [], codes: [], addresses: [], born: null, papers: [] });

export interface Name {
  readonly raw: string;
  /** Words without legal form and branch, folded; Chinese is one word. */
  readonly words: readonly string[];
  /** Legal form, `gmbh`; empty: none. */
  readonly form: string;
  /** Which branch it is; empty: the company itself. */
  readonly branch: string;
  readonly han: boolean;
  /** Syllables of Chinese characters, else the words: one text without blanks. */
  readonly sound: string;
}
export interface Phone { readonly raw: string; readonly digits: string }
export interface Place { readonly raw: string; readonly street: string; readonly numbers: readonly string[]; readonly city: string; readonly citySound: string; readonly postcode: string; readonly han: boolean }
export interface Face {
  readonly person: boolean;
  readonly names: readonly Name[];
  readonly phones: readonly Phone[];
  readonly emails: readonly string[];
  /** Of sites and of e-mails that no public provider hosts. */
  readonly domains: readonly string[];
  readonly codes: readonly { readonly type: string; readonly value: string }[];
  readonly places: readonly Place[];
  readonly born: string | null;
  /** Sealed. */
  readonly papers: readonly { readonly type: string; readonly value: string }[];
}

const CODES: Readonly<Record<string, string>> = {
  'org.unifiedSocialCreditCode': 'uscc', 'org.organisationCode': 'organisation', 'org.taxRegistrationNumber': 'tax', 'org.licenceNumber': 'licence',
};
const PHONES: ReadonlySet<unknown> = new Set(['phone', 'mobile', 'whatsapp']);

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const filled = (values: readonly unknown[]): string[] => [...new Set(values.map(text).filter((each) => each !== ''))];

/** `kind` is that of the archive's own row. A method that is known to be dead still tells who it was. */
export function factsOf(kind: string, profile: Pick<SectionValues, 'fields' | 'rows'> | null, identity: Pick<SectionValues, 'fields' | 'rows'> | null): RawFacts {
  const fields = profile?.fields ?? {};
  const methods = Object.values(profile?.rows['methods'] ?? {});
  const addresses = Object.values(profile?.rows['addresses'] ?? {}).map((row): RawAddress => ({ text: text(row['text']), city: text(row['city']), region: text(row['region']), postcode: text(row['postcode']), country: text(row['country']) }));
  return {
    person: kind === 'individual',
    names: filled([fields['customer.name'], fields['customer.shortName']]),
    phones: filled(methods.filter((row) => PHONES.has(row['kind'])).map((row) => row['value'])),
    emails: filled(methods.filter((row) => row['kind'] === 'email').map((row) => row['value'])),
    sites: filled([fields['crm.website']]),
    codes: Object.entries(CODES).flatMap(([key, type]) => (text(fields[key]) === '' ? [] : [{ type, value: text(fields[key]) }])),
    addresses: addresses.filter((each) => each.text !== '' || each.city !== ''),
    born: text(fields['person.dateOfBirth']) || text(fields['guest.dateOfBirth']) || null,
    papers: text(identity?.fields['person.idDocumentNumber']) === '' ? [] : [{ type: text(identity?.fields['person.idDocumentType']) || 'paper', value: text(identity?.fields['person.idDocumentNumber']) }],
  };
}
