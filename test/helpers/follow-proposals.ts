/** A steward who does what the cleaning bench proposes, cause by cause, worst first, and nothing of their own. */
import type { Scalar, SectionValues } from '../../model/api.ts';
import type { CleaningBoard, DecisionView, RulePreview } from '../../model/cleaning/api.ts';
import type { DirtyColumn } from './dirty.ts';

export type Call = (method: string, path: string, body?: unknown) => Promise<{ readonly status: number; readonly body: never }>;
export interface Followed { readonly before: number; readonly after: number; readonly archivesBefore: number; readonly archivesAfter: number; readonly decisions: readonly string[] }

/** `settled`: everything that is under way has ended. */
export async function follow(call: Call, settled: () => Promise<void>, most = 60): Promise<Followed> {
  const board = async (): Promise<CleaningBoard> => (await call('GET', '/api/cleaning')).body;
  const first = await board();
  const decisions: string[] = [];
  const useless = new Set<string>();
  let now = first;
  while (decisions.length < most) {
    const group = now.groups.find(({ id, count, proposed }) => count > 0 && proposed !== null && !useless.has(`${id} ${count}`));
    if (group?.proposed === undefined || group.proposed === null) break;
    const path = `/api/cleaning/groups/${encodeURIComponent(group.id)}`;
    const preview: RulePreview = (await call('POST', `${path}/preview`, { rule: group.proposed.key })).body;
    if (preview.mends === 0) { useless.add(`${group.id} ${group.count}`); continue; }
    const begun = await call('POST', `${path}/decisions`, { rule: group.proposed.key });
    if (begun.status !== 202) throw new Error(JSON.stringify(begun));
    const { id } = begun.body as DecisionView;
    await settled();
    let done: DecisionView = (await call('GET', `/api/cleaning/decisions/${id}`)).body;
    while (done.state === 'running') done = (await call('GET', `/api/cleaning/decisions/${id}`)).body;
    decisions.push(`${group.count} ${group.label.en}${group.place ? ` (${group.place.en})` : ''}: ${done.rule.label.en} → ${done.mended} mended${done.refused > 0 ? `, ${done.refused} refused` : ''}, ${preview.leaves} left`);
    now = await board();
    const same = now.groups.find((each) => each.id === group.id);
    if (same && same.count === group.count) useless.add(`${same.id} ${same.count}`);
    else if (same && same.count <= preview.leaves) useless.add(`${same.id} ${same.count}`);
  }
  return { before: first.findings, after: now.findings, archivesBefore: first.archives, archivesAfter: now.archives, decisions };
}

/** What a customer has where a column of the generator went. */
export function foundAt(column: DirtyColumn, profile: SectionValues, people: SectionValues): readonly string[] {
  const text = (value: Scalar | undefined): string[] => (value === null || value === undefined || value === '' ? [] : [String(value)]);
  const methods = (kind: string): string[] => Object.values(profile.rows['methods'] ?? {}).filter((row) => row['kind'] === kind).flatMap((row) => text(row['value']));
  const address = (part: string): string[] => Object.values(profile.rows['addresses'] ?? {}).flatMap((row) => text(row[part]));
  switch (column) {
    case 'id': return [];
    case 'name': return text(profile.fields['customer.name']);
    case 'contact': return Object.values(people.rows['people'] ?? {}).flatMap((row) => text(row['name']));
    case 'phone': return methods('phone');
    case 'email': return methods('email');
    case 'website': return text(profile.fields['crm.website']);
    case 'street': return address('text');
    case 'city': return address('city');
    case 'postcode': return address('postcode');
    case 'country': return address('country');
    case 'industry': return text(profile.fields['crm.industry']);
    case 'founded': return text(profile.fields['company.foundedAt']);
    case 'employees': return text(profile.fields['crm.employeeCount']);
  }
}
