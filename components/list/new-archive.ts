/** What is asked to open an archive, checked before it is sent, and the server's answer told at the field it is about. No DOM. */
import type { CreateArchive, Scalar } from '../../model/api.ts';
import { parseExternalKey } from '../../model/ids.ts';
import { OTHER_KEY, templateFor, templateOf, type Template, type TemplateKey } from '../../model/templates/templates.ts';
import { checkScalar } from '../../model/validation/scalar.ts';
import { taken, type Asked } from '../create/asked-field.ts';
import { ApiError } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import type { Language } from '../../model/labels.ts';

/** What a host page knows of a customer whose archive nobody has opened yet: the form begins with it, and the person checks it. Keys of `kind` and `template` are the catalogue's. */
export interface Seed { readonly kind?: string; readonly name?: string; readonly template?: string; readonly code?: string; readonly phone?: string; readonly email?: string; readonly department?: string; readonly key?: string }

/** Of a seed, by the catalogue. */
const SEEDED = Object.freeze({
  name: 'customer.name', kind: 'customer.kind', code: 'customer.customerCode', phone: 'crm.phone', email: 'crm.email', department: 'customer.managingDepartment', key: OTHER_KEY,
} as const satisfies Partial<Record<keyof Seed, string>>);
const SHORT: ReadonlyMap<string, string> = new Map(Object.entries(SEEDED).map(([name, key]) => [key, name]));

/** Ids of controls: by the short name where there is one. */
export const controlId = (key: string): string => `create-${SHORT.get(key) ?? key}`;
/** Offered where the template does not ask for it. */
export const ALWAYS_OFFERED: readonly string[] = ['customer.kind', 'crm.phone', 'crm.email', 'customer.customerCode', OTHER_KEY, 'customer.managingDepartment'];

/** `template` null: not chosen yet. `values`: what was typed, by key. */
export interface Draft { readonly template: Template | null; readonly values: Readonly<Record<string, string>> }
export type DraftProblems = Readonly<Record<string, string | undefined>>;
export const EMPTY_DRAFT: Draft = Object.freeze({ template: null, values: Object.freeze({}) });

/** A draft that begins with what the page knows: texts alone count, and only under the names of a seed. Whoever knows something of the customer is not asked for a template first. */
export function draftOf(seed: Seed | null): Draft {
  const text = (name: keyof Seed): string | undefined => (typeof seed?.[name] === 'string' ? seed[name].trim() : undefined) || undefined;
  const values = Object.fromEntries(Object.entries(SEEDED).flatMap(([name, key]) => (text(name as keyof Seed) === undefined ? [] : [[key, seed![name as keyof Seed] as string]])));
  const template = templateFor(text('template'), text('kind')) ?? templateFor(undefined, text('kind')) ?? (Object.keys(values).length > 0 ? templateOf('organisation' satisfies TemplateKey) : undefined) ?? null;
  return { template, values };
}

/** The kind of customer as the draft stands. */
export const kindOf = ({ template, values }: Draft): string => values['customer.kind'] || (template?.kind ?? 'organisation');

export interface Reader { readonly t: Strings; readonly language: Language; readonly currency: string }

export function checkDraft(draft: Draft, asked: readonly Asked[], reader: Reader): DraftProblems {
  const { create } = reader.t;
  const problems: Record<string, string> = {};
  for (const each of asked) {
    const text = (draft.values[each.key] ?? '').trim();
    if (each.key === 'customer.name') {
      if (text === '') problems[each.key] = create.needName;
      else if (checkScalar({ kind: 'text' }, text)) problems[each.key] = create.tooLong;
    } else if (each.key === OTHER_KEY) {
      if (text !== '' && parseExternalKey(text) === undefined) problems[each.key] = create.badKey;
    } else if (each.key === 'customer.customerCode') {
      if (text.length > 128) problems[each.key] = create.tooLong;
    } else {
      const value = taken(each, text, reader);
      if (!value.ok) problems[each.key] = value.text;
    }
  }
  return problems;
}

/** The request of a draft that has no problem. */
export function requestOf(draft: Draft, asked: readonly Asked[], reader: Reader): CreateArchive {
  const text = (key: string): string => (draft.values[key] ?? '').trim();
  const key = parseExternalKey(text(OTHER_KEY));
  const contacts = [{ kind: 'phone', value: text('crm.phone') }, { kind: 'email', value: text('crm.email') }].filter(({ value }) => value !== '');
  const fields: Record<string, Scalar | readonly Scalar[]> = {};
  for (const each of asked) {
    if (SHORT.has(each.key)) continue;
    const value = taken(each, text(each.key), reader);
    if (value.ok && value.value !== null) fields[each.key] = value.value;
  }
  const { template } = draft;
  return {
    ...(template === null ? {} : { template: template.key }), kind: kindOf(draft), name: text('customer.name'),
    ...(text('customer.customerCode') === '' ? {} : { code: text('customer.customerCode') }), ...(key === undefined ? {} : { keys: [key] }),
    ...(text('customer.managingDepartment') === '' ? {} : { department: text('customer.managingDepartment') }), ...(contacts.length === 0 ? {} : { contacts }),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
  };
}

/** Fields of the request and of the section, as the server names them. */
function keyOf(name: string): string | undefined {
  const field = /^(?:fields|texts)\/(.+)$/.exec(name)?.[1];
  if (field !== undefined) return field;
  const first = name.split(/[./[]/, 1)[0] ?? '';
  return first === 'keys' ? OTHER_KEY : (SEEDED as Readonly<Record<string, string>>)[first];
}

/** What the server said, at the fields where it belongs; the rest as one sentence. */
export function refusalOf(error: unknown, asked: readonly Asked[], t: Strings): { readonly problems: DraftProblems; readonly failure: string } {
  if (!(error instanceof ApiError) || error.status === 0 || error.status >= 500) return { problems: {}, failure: t.create.failed };
  if (error.status === 403) return { problems: {}, failure: t.create.forbidden };
  const problems: Record<string, string> = {};
  const rest: string[] = [];
  const told = error.problems.length > 0 ? error.problems : [{ field: error.field ?? '', message: error.message }];
  for (const { field, message } of told) {
    const at = keyOf(field);
    if (at === undefined || !asked.some(({ key }) => key === at)) rest.push(at === OTHER_KEY && error.status === 409 ? t.create.keyTaken : message);
    else problems[at] = error.status === 409 ? (at === OTHER_KEY ? t.create.keyTaken : t.create.taken) : message;
  }
  return { problems, failure: rest.join(' ') };
}
