/** Build step: leaves out the helper, 0.7 kB gz, that Vite wraps around every `import()` even where `modulePreload` is off: it fetches styles and preloads, and the kit has neither. */
import type { Plugin } from 'vite';

const WRAPS = 'native:import-analysis-build';

export function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    apply: 'build',
    configResolved({ plugins }) {
      const wraps = plugins.find(({ name }) => name === WRAPS);
      const applies = wraps?.applyToEnvironment;
      if (wraps === undefined || applies === undefined) throw new Error(`Vite has changed: it has no ${WRAPS} for each environment`);
      wraps.applyToEnvironment = (environment) => environment.config.build.modulePreload !== false && applies(environment);
    },
  };
}
