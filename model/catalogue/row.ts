/** Short forms in which the tables of the catalogue are written. `catalogue.ts` turns the rows into fields with resolved columns. */
import type { Labels } from '../labels.ts';
import { isSectionKey, SECTIONS } from '../sections.ts';
import { t } from './four.ts';
import type { Column, Dictionary, DictionaryOption, Field, FieldHome, FieldKind, Limits, PackKey } from './types.ts';

export { t };

/** A field as written: a column that is a field of its own (scope `row`) is named by that field's key. */
export type FieldRow = Omit<Field, 'columns'> & { readonly columns?: readonly (Column | string)[] };

/** A field is as sensitive as its section. */
export function sensitivityOf(home: FieldHome): Field['sensitivity'] {
  if (!isSectionKey(home)) return 'internal';
  const kind = SECTIONS[home].class;
  return kind.kind === 'restricted' ? `restricted:${kind.clearance}` : kind.kind;
}

type Rest = Omit<FieldRow, 'id' | 'key' | 'kind' | 'home' | 'packs' | 'label' | 'group' | 'sensitivity' | 'scope'> & { readonly scope?: Field['scope'] };

/** The group is the file's; a field is as sensitive as its section. */
export const field = (id: string, key: string, kind: FieldKind, home: FieldHome, packs: readonly PackKey[], label: Labels, rest: Rest = {}): Omit<FieldRow, 'group'> => ({
  id, key, kind, home, packs, label, sensitivity: sensitivityOf(home), ...rest, scope: rest.scope ?? 'field',
});

export const column = (key: string, kind: FieldKind, label: Labels, dictionary: string | null = null, limits: Limits = {}): Column => ({ key, kind, dictionary, label, ...limits });

export const o = (key: string, en: string, hans: string, hant: string, es: string, more: Pick<DictionaryOption, 'days' | 'suggested'> = {}): DictionaryOption => ({ key, label: t(en, hans, hant, es), ...more });

export const list = (id: string, name: Labels, editable: 'editable' | 'fixed', options: readonly DictionaryOption[]): Dictionary => ({ id, name, editable: editable === 'editable', options });

/** A way to reach somebody; the customer's and every person's have the same columns. */
export const METHOD_COLUMNS: readonly Column[] = [
  column('kind', 'enum', t('Kind', '类型', '類型', 'Tipo'), 'D-77'),
  column('value', 'text', t('Value', '号码或地址', '號碼或地址', 'Valor'), null, { check: 'method' }),
  column('label', 'text', t('Label', '说明', '說明', 'Etiqueta')),
  column('preferred', 'flag', t('Preferred', '首选', '首選', 'Preferido')),
  column('alive', 'flag', t('Valid', '有效', '有效', 'Válido')),
  column('verifiedAt', 'date', t('Last verified', '最近核实日期', '最近核實日期', 'Última verificación')),
];

/** An address; `use` says which address field the row is (`registered`, `mailing`, `residence` …). */
export const ADDRESS_COLUMNS: readonly Column[] = [
  column('use', 'text', t('Use', '用途', '用途', 'Uso')),
  column('text', 'text', t('Street and number', '街道门牌', '街道門牌', 'Calle y número')),
  column('country', 'enum', t('Country or region', '国家或地区', '國家或地區', 'País o región'), 'D-42'),
  column('region', 'text', t('State or province', '省/州', '省/州', 'Provincia o región')),
  column('city', 'text', t('City', '城市', '城市', 'Ciudad')),
  column('postcode', 'text', t('Postcode', '邮政编码', '郵遞區號', 'Código postal'), null, { check: 'postcode' }),
];
