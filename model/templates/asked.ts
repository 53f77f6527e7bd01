/** Which fields of a template a person is asked for: at most eight, none that they may not write. */
import { SECTIONS, isSectionKey, type Clearance } from '../sections.ts';
import { MOST_ASKED, OTHER_KEY, type Template } from './templates.ts';

export interface Asker {
  readonly clearances: readonly Clearance[];
  /** Section of a field, `archive` for the row; undefined: the catalogue has no such field. */
  readonly homeOf: (key: string) => string | undefined;
}

/** Whoever opens an archive owns it: only what asks for a clearance besides is closed to them. */
export function mayFill(home: string | undefined, clearances: readonly Clearance[]): boolean {
  if (home === undefined) return false;
  if (!isSectionKey(home)) return home === 'archive';
  const own = SECTIONS[home].class;
  return own.kind !== 'restricted' || clearances.includes(own.clearance);
}

/** `known`: keys of which the page has a value already; they are shown to be checked, before the template's last ones. */
export function askedOf(template: Pick<Template, 'asks'>, asker: Asker, known: readonly string[] = []): readonly string[] {
  const may = (key: string): boolean => key === OTHER_KEY || mayFill(asker.homeOf(key), asker.clearances);
  const own = template.asks.filter(may);
  const more = known.filter((key) => may(key) && !own.slice(0, MOST_ASKED).includes(key));
  const kept = own.filter((key) => !more.includes(key)).slice(0, MOST_ASKED - Math.min(more.length, MOST_ASKED - 1));
  return [...kept, ...more].slice(0, MOST_ASKED);
}
