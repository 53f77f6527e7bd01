/** `dossier classify`: run the classifications now, over the data folder or through a running server, and print the counts. */
import { RANKED_SCHEMES as SCHEMES } from '../../model/classification/classify.ts';
import type { RankedScheme } from '../../model/classification/classify.ts';
import { withDossier } from './local.ts';
import { remoteOf, type RemoteOptions } from './remote.ts';
import { CommandError, EXIT, type World } from './world.ts';
import { isCalendarDate } from '../../model/classification/dates.ts';

export interface ClassifyArguments extends RemoteOptions {
  readonly scheme?: RankedScheme;
  readonly window?: number | 'all';
  readonly referenceDate?: string;
  readonly dryRun: boolean;
}

interface Answer { readonly referenceDate: string | null; readonly counts: Readonly<Record<string, number>> }

export async function classifyCommand(options: ClassifyArguments, world: World): Promise<void> {
  const { window, referenceDate, dryRun } = options;
  if (referenceDate !== undefined && !isCalendarDate(referenceDate)) throw new CommandError(EXIT.usage, `--reference-date ${JSON.stringify(referenceDate)} is no date such as 2026-05-12.`);
  if (window !== undefined && options.scheme === undefined) throw new CommandError(EXIT.usage, '--window belongs to one --scheme.');
  const schemes = options.scheme === undefined ? SCHEMES : [options.scheme];
  const show = (scheme: RankedScheme, { counts, referenceDate: reference }: Answer): void => {
    const parts = Object.entries(counts).map(([value, count]) => `${value === '-' ? 'unclassified' : value} ${count}`);
    world.out(`${scheme} to ${reference ?? 'today'}: ${parts.join(', ') || 'no customers'}`);
  };
  const remote = remoteOf(options);
  if (remote) {
    for (const scheme of schemes) show(scheme, await remote.json<Answer>('POST', '/api/classify', { scheme, dryRun, ...(window === undefined ? {} : { window }), ...(referenceDate === undefined ? {} : { referenceDate }) }));
    return;
  }
  await withDossier(world, async ({ services, settled }) => {
    await settled();
    for (const scheme of schemes) show(scheme, await services.classifier.classify({ scheme, months: window ?? null, settings: null, referenceDate: referenceDate ?? null, dryRun, by: null }));
  });
}
