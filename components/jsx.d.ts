/** The tags of the kit in the JSX of React 19: `import type {} from 'dossier/jsx'`. Made by build/manifest.mjs; what is written here by hand is lost. */
import type { ClassAttributes, HTMLAttributes } from 'react';
import type { DossierAttributes, DossierClasses } from './jsx-attributes.ts';

type Props<Tag extends keyof DossierAttributes> = Omit<HTMLAttributes<DossierClasses[Tag]>, keyof DossierAttributes[Tag]> & ClassAttributes<DossierClasses[Tag]> & DossierAttributes[Tag] & { class?: string | undefined };

/** Tag → everything it takes. */
export type DossierElements = { [Tag in keyof DossierAttributes]: Props<Tag> };
/** The same under a prefix: `declare module 'react' { namespace JSX { interface IntrinsicElements extends PrefixedElements<'acme'> {} } }`. */
export type PrefixedElements<Prefix extends string> = { [Tag in keyof DossierAttributes as `${Prefix}-${Tag}`]: Props<Tag> };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends DossierElements {} // eslint-disable-line @typescript-eslint/no-empty-object-type -- so that its members join React's own
  }
}
