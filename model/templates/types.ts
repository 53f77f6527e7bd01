/** The shape of a template: what opening an archive of one sort begins with. The rows are in `templates.ts`. */
import type { PackKey } from '../catalogue/types.ts';
import type { Labels } from '../labels.ts';

export type TemplateKey =
  | 'addressBook' | 'organisation' | 'individual' | 'individualBusiness' | 'dealer' | 'supplier' | 'special' | 'annual' | 'status' | 'hotelUnit' | 'hotelGuest' | 'bankClient'
  | 'renovation' | 'survey' | 'full';

/** The number of another system, which is no field of the catalogue but leads to the archive. */
export const OTHER_KEY = 'key';

/** What is known of the customer besides what is asked: option keys, by catalogue key; a list for a field of several. */
export type TemplateValues = Readonly<Record<string, string | readonly string[]>>;

export interface Template {
  readonly key: TemplateKey;
  readonly label: Labels;
  /** One sentence: for whom it is and what it brings. */
  readonly text: Labels;
  /** Option of D-32; asked for where it stands among the fields. */
  readonly kind: 'individual' | 'organisation' | 'otherOrganisation' | 'individualBusiness';
  readonly packs: readonly PackKey[];
  /** Catalogue keys or `OTHER_KEY`, the name first. Asked are the first eight that the person may write: what stands behind comes up where somebody has no clearance for papers. */
  readonly asks: readonly string[];
  readonly values?: TemplateValues;
}
