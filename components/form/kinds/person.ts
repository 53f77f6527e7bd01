/** People of the customer: rows of `people`, picked or added by name. Colleagues are `user.ts`. */
import type { TemplateResult } from 'lit';
import { choose, type FormHost, type Slot } from '../slot.ts';
import { selectControl } from './choice.ts';
import { later } from '../../internal/later.ts';
import { PEOPLE } from './person-name.ts';

const NEW = ' new';
/** Loaded with the first list of people, or when somebody is new. */
const adding = later(() => import('./adding.ts'));

/** Drafts keep that a new name is being typed: ` new` and what is typed so far. */
export function personControl(host: FormHost, slot: Slot): TemplateResult | string {
  const { people, drafts } = host;
  const draft = drafts.get(slot.key);
  const isNew = draft?.raw.startsWith(NEW);
  const part = adding.now();
  if ((isNew || slot.adds) && part === undefined) {
    void adding.load().then((loaded) => { if (loaded !== undefined) host.refresh(); });
    return '';
  }
  if (isNew) return part!.newPerson(host, slot, NEW, draft!.raw.slice(NEW.length));
  const options = (people?.rows(PEOPLE) ?? []).map((row) => ({ key: row.id, label: String(row.cells['name'] ?? '') || host.t.form.unnamed }));
  // the section of people may be closed to whoever may write here: then only what is chosen can be seen
  const more = people !== null && !people.readOnly ? [{ key: NEW, label: host.t.form.newPerson }] : [];
  const choice = (value: string): void => {
    if (value !== NEW) choose(host, slot, value === '' ? null : value);
    else {
      drafts.set(slot.key, { raw: NEW, code: null, written: false });
      host.refresh();
      host.focusOn(slot.id);
    }
  };
  const all = [...options, ...more];
  return slot.adds ? part!.addingSelect(host, { id: slot.id, label: slot.label, none: host.t.form.none, options: all, add: choice }) : selectControl(host, slot, all, choice);
}
