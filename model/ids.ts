/** Ids are branded strings; this is the only file that makes, parses and checks them. It leaves looking ids up to the storage. */

declare const brand: unique symbol;
type Id<B extends string> = string & { readonly [brand]: B };

export type ArchiveId = Id<'ArchiveId'>;
/** `sub` of the token; before the first sign-in `source:externalId`. */
export type PersonId = Id<'PersonId'>;
export type DepartmentId = Id<'DepartmentId'>;
export type GrantId = Id<'GrantId'>;
export type WallId = Id<'WallId'>;
export type HoldId = Id<'HoldId'>;
/** One breaking of the glass. */
export type GlassId = Id<'GlassId'>;
export type CorrectionId = Id<'CorrectionId'>;
export type ChangesetId = Id<'ChangesetId'>;
export type RowId = Id<'RowId'>;
/** Names a key of a service wherever it is shown; its secret is another thing. */
export type KeyId = Id<'KeyId'>;
export type WebhookId = Id<'WebhookId'>;
/** `system:value`, unique over all archives; the system is case-insensitive and stored in lower case. */
export type ExternalKey = Id<'ExternalKey'>;
/** `archive/section`, for contact records `archive/contacts-2026`. */
export type DocName = Id<'DocName'>;

const ARCHIVE = /^[A-Za-z0-9_-]{1,64}$/;
const ROW = /^[A-Za-z0-9_-]{1,32}$/;
const KEY = /^([a-z][a-z0-9._-]{0,31}):(.{1,128})$/su;
const DEPARTMENT = /^[^\p{C}]{1,64}$/u;
const PERSON = /^[^\p{C}]{1,128}$/u;
const SERVICE_KEY = /^[0-9A-Za-z]{10}$/;
const PRINCIPAL = 'key:';
const UNSAFE = new Set(['__proto__', 'constructor', 'prototype']);

export const parseArchiveId = (text: string): ArchiveId | undefined =>
  ARCHIVE.test(text) && !UNSAFE.has(text) ? (text as ArchiveId) : undefined;

export const parseRowId = (text: string): RowId | undefined =>
  ROW.test(text) && !UNSAFE.has(text) ? (text as RowId) : undefined;

/** Trims the value, normalises it to NFC and refuses control characters; `ERP:GZ/2019-0045` becomes `erp:GZ/2019-0045`. */
export function parseExternalKey(text: string): ExternalKey | undefined {
  const colon = text.indexOf(':');
  if (colon < 1) return undefined;
  const key = `${text.slice(0, colon).trim().toLowerCase()}:${text.slice(colon + 1).normalize('NFC').trim()}`;
  return KEY.test(key) && !/\p{Cc}/u.test(key) && !/\p{Cs}/u.test(key) ? (key as ExternalKey) : undefined;
}

export const parsePersonId = (text: string): PersonId | undefined =>
  PERSON.test(text) && text.trim() === text ? (text as PersonId) : undefined;

export const parseDepartmentId = (text: string): DepartmentId | undefined =>
  DEPARTMENT.test(text) && text.trim() === text ? (text as DepartmentId) : undefined;

export const parseChangesetId = (text: string): ChangesetId | undefined => (ROW.test(text) ? (text as ChangesetId) : undefined);
export const parseKeyId = (text: string): KeyId | undefined => (SERVICE_KEY.test(text) ? (text as KeyId) : undefined);
export const parseWebhookId = (text: string): WebhookId | undefined => (ROW.test(text) ? (text as WebhookId) : undefined);
/** What a key writes is written by this one: a person that nobody can sign in as. */
export const keyPrincipal = (id: KeyId): PersonId => `${PRINCIPAL}${id}` as PersonId;
/** Null for people. */
export const keyOfPrincipal = (person: string): KeyId | null => (person.startsWith(PRINCIPAL) ? (parseKeyId(person.slice(PRINCIPAL.length)) ?? null) : null);
/** Also for what only looks like one: nobody is called so. */
export const isKeyPrincipal = (person: string): boolean => person.startsWith(PRINCIPAL);
export const parseGrantId = (text: string): GrantId | undefined => (ROW.test(text) ? (text as GrantId) : undefined);
export const parseCorrectionId = (text: string): CorrectionId | undefined => (ROW.test(text) ? (text as CorrectionId) : undefined);
export const parseWallId = (text: string): WallId | undefined => (ROW.test(text) ? (text as WallId) : undefined);
export const parseHoldId = (text: string): HoldId | undefined => (ROW.test(text) ? (text as HoldId) : undefined);
export const parseGlassId = (text: string): GlassId | undefined => (ROW.test(text) ? (text as GlassId) : undefined);

/** What a page may write in `archive="…"`: an id or an external key. */
export type ArchiveRef = { readonly kind: 'id'; readonly id: ArchiveId } | { readonly kind: 'key'; readonly key: ExternalKey };

export function parseArchiveRef(text: string): ArchiveRef | undefined {
  const id = parseArchiveId(text);
  if (id !== undefined) return { kind: 'id', id };
  const key = parseExternalKey(text);
  return key === undefined ? undefined : { kind: 'key', key };
}

export const docName = (archive: ArchiveId, section: string): DocName => `${archive}/${section}` as DocName;

export function splitDocName(name: DocName): { readonly archive: ArchiveId; readonly section: string } {
  const slash = name.indexOf('/');
  return { archive: name.slice(0, slash) as ArchiveId, section: name.slice(slash + 1) };
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Chance comes in as bytes, because `crypto.randomUUID` is missing on insecure origins and tests bring their own. */
export type RandomBytes = (count: number) => Uint8Array;

/** Sixteen characters of 62, drawn without bias: about 95 bits. */
function randomText(random: RandomBytes, length = 16): string {
  let text = '';
  while (text.length < length) {
    for (const byte of random(length * 2)) if (byte < 248 && text.length < length) text += ALPHABET[byte % 62];
  }
  return text;
}

export const newArchiveId = (random: RandomBytes): ArchiveId => randomText(random) as ArchiveId;
export const newRowId = (random: RandomBytes): RowId => randomText(random, 12) as RowId;
export const newChangesetId = (random: RandomBytes): ChangesetId => randomText(random) as ChangesetId;
export const newKeyId = (random: RandomBytes): KeyId => randomText(random, 10) as KeyId;
export const newWebhookId = (random: RandomBytes): WebhookId => randomText(random, 12) as WebhookId;
export const newGrantId = (random: RandomBytes): GrantId => randomText(random) as GrantId;
export const newCorrectionId = (random: RandomBytes): CorrectionId => randomText(random) as CorrectionId;
export const newWallId = (random: RandomBytes): WallId => randomText(random) as WallId;
export const newHoldId = (random: RandomBytes): HoldId => randomText(random) as HoldId;
export const newGlassId = (random: RandomBytes): GlassId => randomText(random) as GlassId;
