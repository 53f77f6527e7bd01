/** The page inside the frame: draws a PDF file page by page on a canvas, from bytes that it is given. It has no origin, no storage, no network but for the server's own tables of characters, and runs nothing of the file; its build is a script of its own. */
import { AnnotationMode, getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
// in the frame itself: a worker would need an origin. It is a process of its own where browsers keep sites apart
import * as handler from 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { KEYS, type FromFrame, type ToFrame } from '../messages.ts';

Object.assign(globalThis, { pdfjsWorker: handler });

/** A folder beside this script: `build/char-maps.ts` puts it there, so it is none of the build's own files. */
const CMAPS = new URL(/* @vite-ignore */ './cmaps/', import.meta.url).href;
/** Pixels of a canvas that every browser can draw. */
const MOST_PIXELS = 16_000_000;
const sheet = new CSSStyleSheet();
sheet.replaceSync('html,body{margin:0;background:#e8e8e8}main{box-sizing:border-box;min-height:100vh;padding:12px;text-align:center}canvas{background:#fff;box-shadow:0 0 0 1px #0002}.words{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:pre-wrap}');
document.adoptedStyleSheets = [sheet];

const canvas = document.createElement('canvas');
canvas.setAttribute('aria-hidden', 'true');
/** The words of the page, for whoever listens to it. */
const words = Object.assign(document.createElement('p'), { className: 'words' });
document.querySelector('main')?.append(canvas, words);

const tell = (message: FromFrame): void => parent.postMessage(message, '*');
let file: PDFDocumentProxy | null = null;
let page = 1;
let zoom = 1;
let drawing: { cancel(): void } | null = null;
/** Of several wishes the last one counts. */
let wish = 0;

async function draw(): Promise<void> {
  if (!file) return;
  const mine = ++wish;
  drawing?.cancel();
  try {
    const found = await file.getPage(page);
    const plain = found.getViewport({ scale: 1 });
    const fit = Math.min((innerWidth - 24) / plain.width, 1.6);
    const most = Math.sqrt(MOST_PIXELS / (plain.width * plain.height));
    const scale = Math.min(fit * zoom * devicePixelRatio, most);
    const viewport = found.getViewport({ scale });
    if (mine !== wish) return;
    Object.assign(canvas, { width: Math.max(1, Math.floor(viewport.width)), height: Math.max(1, Math.floor(viewport.height)) });
    canvas.style.setProperty('width', `${canvas.width / devicePixelRatio}px`);
    const task = found.render({ canvasContext: canvas.getContext('2d')!, viewport, annotationMode: AnnotationMode.ENABLE });
    drawing = task;
    await task.promise;
    tell({ dossier: 'page', page, of: file.numPages });
    const text = await found.getTextContent();
    if (mine === wish) words.textContent = text.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
  } catch (error) {
    if (mine === wish && (error as Error).name !== 'RenderingCancelledException') tell({ dossier: 'failed', why: 'broken' });
  }
}

async function show(bytes: ArrayBuffer): Promise<void> {
  try {
    file = await getDocument({
      data: new Uint8Array(bytes), isEvalSupported: false, useSystemFonts: true, useWorkerFetch: false, cMapUrl: CMAPS, cMapPacked: true, enableXfa: false, stopAtErrors: false, maxImageSize: MOST_PIXELS, verbosity: 0,
    }).promise;
    page = 1;
    await draw();
  } catch (error) {
    tell({ dossier: 'failed', why: error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'broken' });
  }
}

addEventListener('message', ({ source, data }: MessageEvent<ToFrame>) => {
  if (source !== parent) return;
  switch (data.dossier) {
    case 'show': return void show(data.bytes);
    case 'turn':
      page = Math.min(Math.max(1, data.page), file?.numPages ?? 1);
      scrollTo(0, 0);
      return void draw();
    case 'zoom':
      zoom = data.by;
      return void draw();
  }
});
addEventListener('keydown', (event) => {
  if (!KEYS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  tell({ dossier: 'key', key: event.key });
});
addEventListener('resize', () => void draw());
tell({ dossier: 'ready' });
