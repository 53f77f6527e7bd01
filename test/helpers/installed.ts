/** Dossier as a company runs it: from the bundle, behind nginx at `/dossier/`, with tokens of an issuer or of a backend's secret. */
import { bundle } from './bundle.ts';
import { caller, freePort, start, type Running } from './dossier.ts';
import { startIssuer, type Issuer, type IssuerPerson } from './issuer.ts';
import { startNginx, type Nginx, type NginxOptions } from './nginx.ts';

export interface Installed {
  /** As this computer reaches it through nginx: `http://127.0.0.1:<port>/dossier`. */
  readonly url: string;
  /** As browsers reach it (`launch(['intranet.test'])`): `http://intranet.test:<port>/dossier`. */
  readonly publicUrl: string;
  /** The same without the path: where the intranet's own pages are. */
  readonly origin: string;
  /** Where the server itself listens on 127.0.0.1, for who comes past nginx. */
  readonly upstream: number;
  /** Changed by `restart`. */
  readonly server: Running;
  readonly nginx: Nginx;
  /** Null when no people were given. */
  readonly issuer: Issuer | null;
  /** Requests by the way through nginx. */
  readonly api: Running['api'];
  /** Kills the process and starts it on the same folder. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface InstalledOptions extends Pick<NginxOptions, 'pages' | 'server' | 'strips'> {
  /** People of a real issuer, for whose tokens and sign-in the server is set up; none: tokens by `mint`. */
  readonly people?: readonly IssuerPerson[];
  readonly env?: Readonly<Record<string, string>>;
}

export async function installed({ people, env = {}, ...options }: InstalledOptions = {}): Promise<Installed> {
  const { folder } = bundle();
  const [port, upstream] = [await freePort(), await freePort()];
  const origin = `http://intranet.test:${port}`;
  const publicUrl = `${origin}/dossier`;
  const issuer = people === undefined ? null : await startIssuer({ people, redirects: [`${publicUrl}/sign-in/callback`], afterSignOut: [`${publicUrl}/`, `${publicUrl}/sign-in`] });
  const settings = {
    DOSSIER_PUBLIC_URL: publicUrl, DOSSIER_TRUSTED_PROXIES: '127.0.0.1',
    ...(issuer === null ? {} : { DOSSIER_JWT_SECRET: '', DOSSIER_JWKS_URL: issuer.jwks, DOSSIER_ISSUER: issuer.url }),
    ...env,
  };
  const serve = (data?: string): Promise<Running> => start({ bundle: folder, port: upstream, env: settings, ...(data === undefined ? {} : { folder: data }) });
  let server = await serve();
  const nginx = await startNginx({ ...options, port, upstream, samples: `${folder}/packaging/nginx` });
  const url = `${nginx.url}/dossier`;
  const first = server;
  return {
    url, publicUrl, origin, upstream, nginx, issuer, api: caller(url),
    get server() { return server; },
    async restart() {
      await server.kill();
      server = await serve(first.folder);
    },
    async stop() {
      await nginx.stop();
      await server.stop();
      if (server !== first) await first.stop(); // it has ended; its folder goes with it
      await issuer?.stop();
    },
  };
}
