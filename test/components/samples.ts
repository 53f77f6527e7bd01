/** A customer as digests show it, for tests of card and badge and for their pictures. */
import type { ArchiveId, DepartmentId, ExternalKey, PersonId } from '../../model/ids.ts';
import { SCHEME_NAMES } from '../../model/classification/names.ts';
import type { ClassResult, Digest } from '../../model/overview.ts';

export type FullDigest = Extract<Digest, { revision: number }>;
const maria = { id: 'maria' as PersonId, name: 'Maria Anders' };
const liwei = { id: 'liwei' as PersonId, name: 'Li Wei' };

export const ABC: ClassResult = {
  scheme: 'abc', value: 'A', mark: 'A',
  label: { en: 'Key customer (A)', 'zh-Hans': '关键客户(A)', 'zh-Hant': '關鍵客戶(A)', es: 'Cliente clave (A)' },
  rule: { id: 'C-01', source: 'B-2', version: 3, setBy: 'Nancy Davolio', setAt: '1998-05-06T08:00:00Z' },
  window: { from: '1997-05-07', to: '1998-05-06', months: 12 },
  thresholds: [{ key: 'thresholdA', value: 0.8, unit: 'share' }, { key: 'thresholdB', value: 0.95, unit: 'share' }],
  inputs: [{ key: 'value', value: '104361.96', unit: 'money' }, { key: 'purchases', value: 30, unit: 'count' }, { key: 'lastEver', value: '1998-05-05', unit: 'date' }],
  changes: [{ to: 'B', toLabel: { en: 'Main customer (B)', 'zh-Hans': '主要客户(B)', 'zh-Hant': '主要客戶(B)', es: 'Cliente principal (B)' }, input: 'value', at: '6311.20' }],
  computedAt: '1998-05-06T09:00:00Z', since: '1998-03-02', trend: 'up',
  previous: { value: 'B', label: { en: 'Main customer (B)', 'zh-Hans': '主要客户(B)', 'zh-Hant': '主要客戶(B)', es: 'Cliente principal (B)' }, until: '1998-03-02' },
};
export const POPULATION = { rank: 3, of: 89, share: 0.082, cumulativeBefore: 0.17, cumulativeAfter: 0.252 };
export const RFM: ClassResult = {
  ...ABC, scheme: 'rfm', value: 'aboutToSleep', mark: '3·2·2', trend: 'same', previous: null, rule: { ...ABC.rule, id: 'C-05', source: 'B-1', setBy: null, setAt: null },
  label: { en: 'About to sleep', 'zh-Hans': '即将沉睡', 'zh-Hant': '即將沉睡', es: 'A punto de dormirse' },
  thresholds: [{ key: 'minimumBuyers', value: 25, unit: 'count' }],
  inputs: [{ key: 'recencyDays', value: 58, unit: 'days' }, { key: 'recencyScore', value: 3, unit: 'score' }, { key: 'frequency', value: 6, unit: 'count' }, { key: 'scoring', value: 'quintiles' }],
  changes: [],
};
export const LIFECYCLE: ClassResult = {
  ...ABC, scheme: 'lifecycle', value: 'currentEndCustomer', mark: '', trend: 'same', previous: null, name: SCHEME_NAMES.lifecycle, rule: { ...ABC.rule, id: 'C-03', source: 'B-3' },
  label: { en: 'Current end customer', 'zh-Hans': '现有终端客户', 'zh-Hant': '現有終端客戶', es: 'Cliente final actual' },
  thresholds: [{ key: 'lostAfter', value: 12, unit: 'months' }], inputs: [{ key: 'daysSince', value: 27, unit: 'days' }], changes: [],
};

export const digest = (more: Partial<FullDigest> = {}): FullDigest => ({
  id: 'ALFKI' as ArchiveId, name: '阿爾弗雷德食品 Alfreds Futterkiste', kind: 'organisation', department: 'sales' as DepartmentId, owner: maria, level: 'write', revision: 7,
  keys: ['northwind:ALFKI' as ExternalKey], code: 'ALFKI', shortName: null, state: 'open', roles: ['dealer'], place: 'Berlin', coOwners: [liwei],
  contacts: [{ kind: 'phone', value: '030-0074321', alive: true, verifiedAt: '1998-05-03' }, { kind: 'email', value: 'maria@futterkiste.example', alive: null, verifiedAt: null }],
  trade: { currency: 'EUR', sum: '4273.00', count: 6, first: '1997-08-25', last: '1998-04-09', months: ['120.00', '80.50', '410.00', '260.00', '520.00', '380.00', '0', '455.00', '610.00', '0', '851.00', '933.50'] },
  classes: { abc: ABC, rfm: RFM, lifecycle: LIFECYCLE },
  due: [{ kind: 'appointment', date: '1998-05-12', text: 'visit', person: liwei }], keyTen: { filled: 8, of: 10 }, completeness: { packs: [], missing: 0, stale: 0 }, stage: null, warning: null, doNotContact: false, updatedAt: '1998-05-06T09:00:00Z', ...more,
});
export const existsOnly: Digest = { id: 'BONAP' as ArchiveId, name: "Bon app'", kind: 'organisation', department: 'sales' as DepartmentId, owner: liwei, level: 'exists' };
