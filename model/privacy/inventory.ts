/** What kinds of data are kept, as a record of processing asks for it: every field with its section, its sensitivity, why and how long it is kept and who may read it. Made from the catalogue, so it is never behind it. */
import { SECTION_LABELS } from '../catalogue/names.ts';
import type { Field } from '../catalogue/types.ts';
import type { Labels, Language } from '../labels.ts';
import { SECTIONS, isSectionKey } from '../sections.ts';
import type { SectionKey } from '../sections.ts';
import { PURPOSE_TEXTS } from './file-texts.ts';
import { RETENTION_WORDS, yearsOf } from './retention.ts';
import type { RetentionRule } from './retention.ts';

export interface InventoryRow { readonly field: string; readonly label: string; readonly section: string; readonly sensitivity: string; readonly personal: string; readonly purpose: string; readonly retention: string; readonly readers: string }
const t = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });

/** The one purpose that no person is told of in their file; a record of processing names it. */
const AML: Labels = t('To meet the law on money laundering.', '履行反洗钱法定义务。', '履行洗錢防制法定義務。', 'Cumplir la ley de prevención del blanqueo.');
const READERS: Readonly<Record<'internal' | 'confidential' | 'restricted', Labels>> = {
  internal: t('owner, co-owners, deputies, department manager, stewards, general management; the department as the policy says', '负责人、共同负责人、代理人、部门主管、信息专员、总经理；部门按管理办法', '負責人、共同負責人、代理人、部門主管、資訊專員、總經理；部門依管理辦法', 'responsable, corresponsables, suplentes, jefe del departamento, gestores de la información, dirección; el departamento según las normas'),
  confidential: t('owner, co-owners, deputies, department manager, stewards, general management; others by a grant that names the section', '负责人、共同负责人、代理人、部门主管、信息专员、总经理；他人须有指明该部分的授权', '負責人、共同負責人、代理人、部門主管、資訊專員、總經理；他人須有指明該部分的授權', 'responsable, corresponsables, suplentes, jefe del departamento, gestores de la información, dirección; otros con permiso que nombre la sección'),
  restricted: t('only people with the clearance', '仅限有专门授权的人员', '僅限有專門授權的人員', 'solo personas con la autorización'),
};
export const INVENTORY_HEADS = Object.freeze({
  field: t('Field', '字段', '欄位', 'Campo'), label: t('Name', '名称', '名稱', 'Nombre'), section: t('Section', '部分', '部分', 'Sección'), sensitivity: t('Sensitivity', '敏感级别', '敏感級別', 'Sensibilidad'), personal: t('Kind of personal data', '个人信息类别', '個人資料類別', 'Clase de dato personal'),
  purpose: t('Purpose', '目的', '目的', 'Finalidad'), retention: t('Kept for', '保存期限', '保留期限', 'Se conserva'), readers: t('Who may read it', '可查看者', '可檢視者', 'Quién puede verlo'),
} as const satisfies Readonly<Record<keyof InventoryRow, Labels>>);

export function inventory(fields: readonly Field[], rules: readonly RetentionRule[], lang: Language): readonly InventoryRow[] {
  return fields.filter(({ home, scope, aliasOf }) => isSectionKey(home) && aliasOf === undefined && (scope === 'field' || scope === 'row')).map((field) => {
    const section = field.home as SectionKey;
    const years = yearsOf(rules, section);
    return {
      field: field.key, label: field.label[lang], section: SECTION_LABELS[section][lang], sensitivity: field.sensitivity, personal: field.pii ?? '',
      purpose: (section === 'aml' ? AML : PURPOSE_TEXTS[section])[lang], retention: years === null ? '' : `${years.years} · ${RETENTION_WORDS[years.from][lang]}`, readers: READERS[SECTIONS[section].class.kind][lang],
    };
  });
}
