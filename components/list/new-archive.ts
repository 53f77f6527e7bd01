/** What is asked to open an archive, checked before it is sent, and the server's answer told at the field it is about. No DOM. */
import type { CreateArchive } from '../../model/api.ts';
import { parseExternalKey } from '../../model/ids.ts';
import { checkScalar } from '../../model/validation/scalar.ts';
import { ApiError } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';

/** Eight fields (LOOK 11). `''`: nothing was entered. */
export interface Draft { readonly kind: string; readonly name: string; readonly template: string; readonly code: string; readonly phone: string; readonly email: string; readonly department: string; readonly key: string }
export type DraftField = keyof Draft;
export type DraftProblems = Readonly<Partial<Record<DraftField, string>>>;

export const EMPTY_DRAFT: Draft = Object.freeze({ kind: 'organisation', name: '', template: '', code: '', phone: '', email: '', department: '', key: '' });

/** Facts that belong to the kind come without being asked for; the template adds its own. */
const KIND_PACK: Readonly<Record<string, string>> = Object.freeze({ individual: 'individual', organisation: 'organisation', otherOrganisation: 'organisation', individualBusiness: 'individual' });
/** Packs that are no trade of the customer's. */
export const NO_TEMPLATE: ReadonlySet<string> = new Set(['base', 'organisation', 'individual']);

export function checkDraft(draft: Draft, t: Strings): DraftProblems {
  const name = draft.name.trim();
  const phone = draft.phone.trim();
  const email = draft.email.trim();
  const key = draft.key.trim();
  return {
    ...(name === '' ? { name: t.create.needName } : checkScalar({ kind: 'text' }, name) ? { name: t.create.tooLong } : {}),
    ...(draft.code.trim().length > 128 ? { code: t.create.tooLong } : {}),
    ...(phone !== '' && checkScalar({ kind: 'phone' }, phone) ? { phone: t.create.badPhone } : {}),
    ...(email !== '' && checkScalar({ kind: 'email' }, email) ? { email: t.create.badEmail } : {}),
    ...(key !== '' && parseExternalKey(key) === undefined ? { key: t.create.badKey } : {}),
  };
}

/** The request of a draft that has no problem. */
export function requestOf(draft: Draft): CreateArchive {
  const code = draft.code.trim();
  const key = parseExternalKey(draft.key.trim());
  const contacts = [{ kind: 'phone', value: draft.phone.trim() }, { kind: 'email', value: draft.email.trim() }].filter(({ value }) => value !== '');
  const packs = [...new Set([KIND_PACK[draft.kind], draft.template].filter((pack) => pack !== undefined && pack !== ''))] as string[];
  return {
    kind: draft.kind, name: draft.name.trim(), packs,
    ...(code === '' ? {} : { code }), ...(key === undefined ? {} : { keys: [key] }),
    ...(draft.department === '' ? {} : { department: draft.department }), ...(contacts.length === 0 ? {} : { contacts }),
  };
}

/** Fields of the request and of the section, as the server names them. */
const fieldOf = (name: string): DraftField | undefined => {
  const first = name.replace(/^fields\/customer\./, '').split(/[./[]/, 1)[0] ?? '';
  return ({ keys: 'key', key: 'key', code: 'code', name: 'name', kind: 'kind', packs: 'template', department: 'department', phone: 'phone', email: 'email' } as const satisfies Record<string, DraftField> as Record<string, DraftField>)[first];
};

/** What the server said, at the fields where it belongs; the rest as one sentence. */
export function refusalOf(error: unknown, t: Strings): { readonly problems: DraftProblems; readonly failure: string } {
  if (!(error instanceof ApiError) || error.status === 0 || error.status >= 500) return { problems: {}, failure: t.create.failed };
  if (error.status === 403) return { problems: {}, failure: t.create.forbidden };
  const problems: Partial<Record<DraftField, string>> = {};
  const rest: string[] = [];
  const told = error.problems.length > 0 ? error.problems : [{ field: error.field ?? '', message: error.message }];
  for (const { field, message } of told) {
    const at = fieldOf(field);
    if (at === undefined) rest.push(message);
    else problems[at] = error.status === 409 ? (at === 'key' ? t.create.keyTaken : t.create.taken) : message;
  }
  return { problems, failure: rest.join(' ') };
}
