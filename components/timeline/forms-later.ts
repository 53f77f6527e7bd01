/** Loads `forms.ts` once for all timelines of the page. */

export type Forms = typeof import('./forms.ts');

let here: Forms | undefined;

/** The forms if they are here. */
export const formsNow = (): Forms | undefined => here;

/** Undefined when they cannot be had now; the next call tries again, as far as the browser does. */
export const loadForms = (): Promise<Forms | undefined> =>
  import('./forms.ts').then(
    (forms) => (here = forms),
    (error: unknown) => {
      console.warn('dossier: the forms of the timeline could not be loaded', error);
      return undefined;
    },
  );
