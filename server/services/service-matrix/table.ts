/** The service matrix as a setting of the workspace, with its versions. What it comes to for a customer is `model/service-matrix/`. */
import type { ServerAccess } from '../../access/access.ts';
import type { Clock } from '../../clock.ts';
import type { DirectoryStore } from '../../storage/storage.ts';
import type { PersonId } from '../../../model/ids.ts';
import type { MatrixVersion, ServiceMatrixView } from '../../../model/service-matrix/api.ts';
import { matrixProblems } from '../../../model/service-matrix/check.ts';
import { SHIPPED_MATRIX } from '../../../model/service-matrix/matrix.ts';
import type { ServiceMatrix } from '../../../model/service-matrix/matrix.ts';
import { invalid, Refusal } from '../errors.ts';

type Version = ServiceMatrix & { readonly version: number; readonly setBy: PersonId | null; readonly setAt: string | null; readonly note?: string };
type Stored = Version & { readonly past?: readonly Version[] };
/** Versions kept; each is a table of a few kilobytes. */
const MOST_PAST = 50;
const SETTING = 'service-matrix';
const SHIPPED: Stored = Object.freeze({ ...SHIPPED_MATRIX, version: 1, setBy: null, setAt: null });

export interface ServiceMatrixTable {
  /** Read each time: it is asked for seldom, and a command beside a running server may have set it. */
  get(): Promise<ServiceMatrixView>;
  /** `version`: that of the matrix which was changed; another one since is a `conflict`. Throws `invalid` with every problem. */
  put(matrix: ServiceMatrix, version: number, by: PersonId, note?: string): Promise<ServiceMatrixView>;
}

export interface ServiceMatrixOptions { readonly settings: Pick<DirectoryStore, 'setting' | 'putSetting'>; readonly directory: Pick<ServerAccess['directory'], 'name' | 'current'>; readonly clock: Clock }

export function createServiceMatrix({ settings, directory, clock }: ServiceMatrixOptions): ServiceMatrixTable {
  // this service is the only writer of the setting
  const stored = async (): Promise<Stored> => ((await settings.setting(SETTING)) as Stored | null | undefined) ?? SHIPPED;
  const versionOf = ({ base, rows, version, setBy, setAt, note }: Version): MatrixVersion =>
    ({ base, rows, version, setBy: setBy === null ? null : { id: directory.current(setBy), name: directory.name(setBy) }, setAt, note: note ?? null });
  const view = ({ past = [], ...now }: Stored): ServiceMatrixView => ({ ...versionOf(now), past: past.map(versionOf).reverse() });
  let last: Promise<unknown> = Promise.resolve();
  return {
    get: async () => view(await stored()),
    put({ base, rows }, version, by, note = '') {
      const done = last.then(async () => {
        const problems = matrixProblems({ base, rows });
        if (problems.length > 0) throw invalid(problems);
        const { past = [], ...now } = await stored();
        if (now.version !== version) throw new Refusal('conflict', 'Somebody has changed the matrix since.', { field: 'version' });
        const next: Stored = { base, rows, version: version + 1, setBy: by, setAt: new Date(clock.now()).toISOString(), ...(note !== '' && { note }), past: [...past, now].slice(-MOST_PAST) };
        await settings.putSetting(SETTING, next);
        return view(next);
      });
      last = done.catch(() => undefined); // who asked hears of a failure; the next one begins anew
      return done;
    },
  };
}
