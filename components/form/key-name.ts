/** Names of fields by the keys of their values. */
import type { CatalogueView } from '../../model/catalogue/types.ts';
import { parseValueKey } from '../../model/value-keys.ts';

/** The field's name behind a value key, as far as this catalogue goes. */
export function nameOfKey(key: string, catalogue: CatalogueView): string {
  const place = parseValueKey(key);
  if (place === undefined) return key;
  switch (place.kind) {
    case 'field': case 'text': return catalogue.fields.find((field) => field.key === place.key)?.label ?? place.key;
    case 'cell': case 'rowText': case 'place': {
      const own = catalogue.fields.find((field) => (field.table ?? field.key) === place.table && field.scope === 'field');
      const columns = place.table === 'addresses' ? catalogue.addressColumns : (own?.columns ?? []);
      const column = place.kind === 'place' ? undefined : columns.find((each) => each.key === place.field);
      return [own?.label, column?.label].filter(Boolean).join(', ') || place.table;
    }
    case 'mark': return nameOfKey(place.of, catalogue);
  }
}
