/** What a group of similar customers is called and what it is made of, for whoever reads the class of one of them. Groups themselves are made by `analysis-similar.ts`. */
import { SIMILAR_LIST, SIMILAR_NUMBERS } from '../../model/analysis/groups.ts';
import type { SimilarRun } from '../../model/analysis/groups.ts';
import { schemeLabel } from '../../model/classification/labels.ts';
import type { Finding } from '../../model/classification/result.ts';
import { schemeOf } from '../../model/classification/schemes.ts';
import type { Labels } from '../../model/labels.ts';
import type { Connection } from './database.ts';
import type { Run } from './run-store.ts';

export type GroupLabel = (value: string | null) => Labels;

/** Options of the workspace's list of groups, which people may rename; read again when it was changed. `db` sees both files. */
export function groupLabels(db: Connection): GroupLabel {
  const list = db.prepare<[], string | null>(`SELECT value -> '$."${SIMILAR_LIST}".options' FROM archive.setting WHERE key = 'setting:dictionaries'`).pluck();
  let [read, labels]: [string, ReadonlyMap<string, Labels>] = ['', new Map()];
  return (value) => {
    const text = value === null ? '' : (list.get() ?? '');
    if (text !== '' && text !== read) [read, labels] = [text, new Map((JSON.parse(text) as readonly { readonly key: string; readonly label?: Labels }[]).flatMap(({ key, label }) => (label ? [[key, label] as const] : [])))];
    return labels.get(value ?? '') ?? schemeLabel('similar', value);
  };
}

/** Groups are found by looking at everybody; of one customer it is told how many are alike, and of which figures the group has much or little. */
export function similarFinding(value: string | null, { settings, window }: Run['data'], labelOf: GroupLabel): Finding {
  const { id, source } = schemeOf('similar');
  const { groups, customers } = settings as unknown as SimilarRun;
  const mine = groups[value ?? ''];
  return {
    scheme: 'similar', value, label: labelOf(value), mark: '', rule: { id, source, version: settings.version, setBy: settings.setBy, setAt: settings.setAt }, window, thresholds: [], changes: [],
    inputs: mine === undefined ? [] : [
      { key: 'inGroup', value: mine.size, unit: 'count' }, { key: 'ofCustomers', value: customers, unit: 'count' },
      ...mine.traits.flatMap((trait) => (trait.kind === 'number' ? [{ key: `group.${SIMILAR_NUMBERS[trait.at] ?? ''}`, value: trait.high ? 'much' : 'little' }] : [])),
    ],
  };
}
