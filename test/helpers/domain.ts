/** The domain catalogue that the project's tables were written from, when it lies beside the project. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Labels } from '../../model/labels.ts';

interface DomainColumn { readonly key: string; readonly kind: string; readonly dictionary: string | null; readonly label: Labels; readonly valueKind?: string }

export interface DomainField {
  readonly id: string; readonly group: string; readonly key: string; readonly kind: string; readonly dictionary: string | null; readonly section: string;
  readonly sensitivity: string; readonly packs: readonly string[]; readonly pii: string; readonly scope: string; readonly table: string | null; readonly aliasOf: string | null;
  readonly label: Labels; readonly note: string | null; readonly columns?: readonly DomainColumn[];
  readonly [more: string]: unknown;
}

export interface DomainDictionary {
  readonly id: string; readonly name: Labels; readonly userEditable: boolean;
  readonly options: readonly (Labels & { readonly key: string; readonly days?: number; readonly suggested?: boolean })[];
}

export interface Domain { readonly fields: readonly DomainField[]; readonly dictionaries: readonly DomainDictionary[] }

const FOLDER = resolve(import.meta.dirname, '../../../shared/domain');

/** Null where the folder is missing: then only the invariants of the project's own tables are tested. */
export function domain(): Domain | null {
  if (!existsSync(resolve(FOLDER, 'fields.json'))) return null;
  const read = (name: string): unknown => JSON.parse(readFileSync(resolve(FOLDER, name), 'utf8'));
  return { fields: read('fields.json') as DomainField[], dictionaries: read('dictionaries.json') as DomainDictionary[] };
}
