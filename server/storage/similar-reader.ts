/** What a group of similar customers is called and why a customer is in it, for whoever reads its class. Groups themselves are made by `analysis-similar.ts`, the arithmetic is `model/analysis/alike.ts`. */
import { alikeChanges, alikeOf } from '../../model/analysis/alike.ts';
import type { AlikeWords } from '../../model/analysis/alike.ts';
import { SIMILAR_LIST, SIMILAR_NUMBERS } from '../../model/analysis/groups.ts';
import type { KeptRun, Seen } from '../../model/analysis/groups.ts';
import { optionOf } from '../../model/catalogue/catalogue.ts';
import { schemeLabel } from '../../model/classification/labels.ts';
import type { Finding } from '../../model/classification/result.ts';
import { schemeOf } from '../../model/classification/schemes.ts';
import { LANGUAGES } from '../../model/labels.ts';
import type { Labels } from '../../model/labels.ts';
import type { ArchiveId } from '../../model/ids.ts';
import { registerKey } from '../../model/register/keys.ts';
import type { Connection } from './database.ts';
import type { Run, RunReader } from './run-store.ts';
import type { WordOf } from './workspace-words.ts';

/** Words of groups and options as the workspace has them. An option that it has taken out of its list since is told by its key. */
const wordsOf = (word: WordOf): AlikeWords => ({
  group: (key) => word(SIMILAR_LIST, key) ?? schemeLabel('similar', key),
  option: (key, value) => {
    const list = registerKey(key)?.dictionary ?? '';
    return word(list, value) ?? optionOf(list, value)?.label ?? Object.fromEntries(LANGUAGES.map((language) => [language, value])) as Labels;
  },
});

/** Of one archive, whose group is `value`; null: nothing is known of how groups were made. `db` sees facts.db. */
export function similarReader(db: Connection, runs: RunReader): (archive: ArchiveId, value: string | null, word: WordOf) => { readonly finding: Finding; readonly run: Run } | null {
  const seen = db.prepare<[string], { readonly run: number; readonly data: string }>('SELECT run, data FROM similar_seen WHERE archive = ?');
  return (archive, value, word) => {
    const row = seen.get(archive);
    const run = row === undefined ? runs.live('similar') : runs.run(row.run);
    return run && { finding: similarFinding(value, run.data, row === undefined ? null : JSON.parse(row.data) as Seen, wordsOf(word)), run };
  };
}

/** Groups are found by looking at everybody; what they rest on is what was seen of the customer then, not what it is today. */
function similarFinding(value: string | null, { settings, window }: Run['data'], seen: Seen | null, words: AlikeWords): Finding {
  const { id, source } = schemeOf('similar');
  const { groups, customers, measure } = settings as unknown as KeptRun;
  const mine = groups[value ?? ''];
  const known = seen !== null && measure !== undefined && mine !== undefined;
  return {
    scheme: 'similar', value, label: schemeLabel('similar', value), mark: '', rule: { id, source, version: settings.version, setBy: settings.setBy, setAt: settings.setAt }, window, thresholds: [],
    changes: known ? alikeChanges(seen, measure, words) : [],
    inputs: mine === undefined ? [] : [
      { key: 'inGroup', value: mine.size, unit: 'count' }, { key: 'ofCustomers', value: customers, unit: 'count' },
      ...mine.traits.flatMap((trait) => (trait.kind === 'number' ? [{ key: `group.${SIMILAR_NUMBERS[trait.at] ?? ''}`, value: trait.high ? 'much' : 'little' }] : [])),
    ],
    ...(known ? { alike: alikeOf(seen, measure, groups, words) } : {}),
  };
}
