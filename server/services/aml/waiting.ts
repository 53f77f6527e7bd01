/** Ratings of money-laundering risk that wait for a second person: found in the register with the asker's own eyes, and told to nobody but those who may decide. What a rating is and who may are `sheets.ts`. */
import type { AmlView, WaitingRating, WaitingRatings } from '../../../model/aml/api.ts';
import type { AmlLevel } from '../../../model/aml/rate.ts';
import type { AmlSettings } from '../../../model/aml/settings.ts';
import { schemeLabel } from '../../../model/classification/labels.ts';
import { SCHEME_NAMES } from '../../../model/classification/names.ts';
import type { Condition, RegisterItem } from '../../../model/register/query.ts';
import type { Person } from '../../../model/rights.ts';
import type { ServerAccess } from '../../access/access.ts';
import { StorageError } from '../../storage/storage.ts';
import { askRegister } from '../register.ts';
import type { RegisterOptions } from '../register.ts';
import { decidesRatings, type AmlSheets } from './sheets.ts';

export interface AmlWaitingOptions extends RegisterOptions {
  readonly access: RegisterOptions['access'] & Pick<ServerAccess, 'rights'>;
  readonly sheets: Pick<AmlSheets, 'view'>;
  readonly settings: () => Pick<AmlSettings, 'bands'>;
}

/** What one answer looks through of each level, and what it tells. */
const LOOKED_THROUGH = 200;
const MOST_WAITING = 100;
const cell = (column: string): string => `amlAssessments@newest/${column}`;
/** A damaged section keeps no other rating from being told; health says which one it is. */
function whole(error: unknown): Pick<AmlView, 'items'> {
  if (error instanceof StorageError && error.code === 'broken') return { items: [] };
  throw error;
}
const NOBODY: WaitingRatings = Object.freeze({ items: [], more: false });

export function createAmlWaiting({ sheets, settings, ...register }: AmlWaitingOptions): (person: Person) => Promise<WaitingRatings> {
  /** The newest assessment has this level, nobody's approval, and a total that comes to more. */
  async function easier(person: Person, level: AmlLevel, total: Condition): Promise<readonly RegisterItem[]> {
    const where: readonly Condition[] = [{ key: cell('level'), op: 'eq', values: [level] }, { key: cell('approver'), op: 'none', values: [] }, total];
    const { items } = await askRegister(register, person, { text: '', where, sort: [{ key: cell('assessedAt'), descending: false }], group: null, columns: [cell('assessedAt')], locale: 'en', cursor: null, limit: LOOKED_THROUGH });
    return items;
  }
  const since = ({ cells }: RegisterItem): string => String(cells[cell('assessedAt')]);

  return async (person) => {
    // whoever decides about none hears of none, whatever they may read
    if (!decidesRatings(person)) return NOBODY;
    const { bands } = settings();
    const found = await Promise.all([easier(person, 'low', { key: cell('total'), op: 'gt', values: [bands.low] }), easier(person, 'medium', { key: cell('total'), op: 'gte', values: [bands.high] })]);
    const items: WaitingRating[] = [];
    for (const { id, digest } of found.flat().sort((a, b) => (since(a) < since(b) ? -1 : since(a) > since(b) ? 1 : 0))) {
      const rights = await register.access.rights(person, id);
      if (rights?.archive.id !== id || !rights.sections.has('aml')) continue;
      // the register follows a moment later, and knows nothing of who rated: the sheet says what is so now
      const [newest] = (await sheets.view(person, rights).catch(whole)).items;
      if (newest?.mayDecide !== true || newest.level === null) continue;
      if (items.length === MOST_WAITING) return { items, more: true };
      const { row, level, stands, total, override, by, assessedAt } = newest;
      items.push({ archive: id, name: digest.name, row, schemeName: SCHEME_NAMES.aml, label: schemeLabel('aml', level), stands: stands === null ? null : schemeLabel('aml', stands), total, reason: override, by, at: assessedAt });
    }
    return { items, more: false };
  };
}
