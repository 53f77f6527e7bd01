/** The page in whose frame PDF files are drawn: it has no origin, reaches nothing but the scripts and tables of the kit, and is given the bytes by the page around it. It holds nothing of the company, so nobody need sign in. */
import type { Config } from '../config.ts';
import type { App } from './door.ts';

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Preview</title><meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main tabindex="0"></main><script type="module" crossorigin src="kit/preview/viewer.js"></script></body>
</html>
`;

/** `DOSSIER_ORIGINS` may hold it in a frame, as they may embed the rest. */
export function previewRoutes(app: App, { origins, publicUrl }: Pick<Config, 'origins' | 'publicUrl'>): void {
  const around = ["'self'", ...(publicUrl ? [publicUrl.origin] : []), ...origins].join(' ');
  const policy = `default-src 'none'; script-src 'self'; connect-src 'self'; sandbox allow-scripts; base-uri 'none'; form-action 'none'; frame-ancestors ${around}`;
  app.use('/preview', async (c) => {
    c.header('content-security-policy', policy);
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'no-referrer');
    c.header('cache-control', 'public, max-age=0, must-revalidate');
    c.header('cross-origin-resource-policy', 'cross-origin');
    return c.html(PAGE);
  });
}
