/** Fields that a workspace adds, as fields of the catalogue. What is stored of one is `own-shape.ts`; who may add one and what is refused is the server's. */
import { LANGUAGES } from '../labels.ts';
import { missingLanguages, wholeLabels } from './own-shape.ts';
import type { OwnColumn, OwnField } from './own-shape.ts';
import { sensitivityOf } from './row.ts';
import type { Column, Field } from './types.ts';

const limits = ({ min, max }: { readonly min: number | null; readonly max: number | null }) => ({ ...(min === null ? {} : { min }), ...(max === null ? {} : { max }) });

const columnOf = ({ key, kind, label, dictionary, ...rest }: OwnColumn): Column => ({ key, kind, label: wholeLabels(label), dictionary, ...limits(rest) });

/** As the rest of the program knows fields. */
export function fieldOf(own: OwnField): Field {
  const { key, kind, section, packs, group, label, help, dictionary, columns, required, pii, mask, retired } = own;
  return Object.freeze({
    id: key, key, kind, home: section, scope: 'field', label: wholeLabels(label), packs, group, sensitivity: sensitivityOf(section), pii,
    ...(missingLanguages(help).length === LANGUAGES.length ? {} : { help: wholeLabels(help) }),
    ...(dictionary === null ? {} : { dictionary }),
    ...(kind === 'rows' ? { table: key, columns: columns.map(columnOf) } : {}),
    ...limits(own),
    ...(required.length === 0 ? {} : { required }),
    ...(mask ? { mask } : {}),
    ...(retired ? { retired } : {}),
  });
}
