/** `/frame`: one element, alone, inside a page of another origin. People are signed in here, by this server's own cookie; the page around gets the height, and the id of an archive that somebody opens. */
import { FLAGS, FRAMED, frameMessage, isFramed } from '../../model/frame.ts';
import type { FrameMessage } from '../../model/frame.ts';
import { resolveLanguage } from '../../model/labels.ts';
import type { Labels } from '../../model/labels.ts';
import { SCHEMES } from './choices.ts';
import { at } from './root.ts';
import { beginSession } from './shell.ts';
import { getToken, onTrouble, stayHere, tokenOnce } from './token.ts';
import { t } from './words.ts';

const TEXTS: Readonly<Record<'out' | 'signIn' | 'waiting' | 'wrong' | 'done', Labels>> = {
  out: t('You are not signed in here. Sign in in a window of its own; this frame then goes on.', '您尚未在此登录。请在单独的窗口中登录，随后此处会继续。', '您尚未在此登入。請在單獨的視窗中登入，隨後此處會繼續。', 'Aquí no has iniciado sesión. Entra en una ventana aparte; este marco sigue después.'),
  signIn: t('Sign in', '登录', '登入', 'Entrar'),
  waiting: t('The sign-in service does not answer. This frame tries again by itself.', '登录服务没有响应。此处会自动重试。', '登入服務沒有回應。此處會自動重試。', 'El servicio de inicio de sesión no responde. Este marco lo intenta de nuevo por sí solo.'),
  wrong: t('The page around names no element that can be shown here.', '外层页面未指定可在此显示的内容。', '外層頁面未指定可在此顯示的內容。', 'La página de alrededor no nombra ningún elemento que se pueda mostrar aquí.'),
  done: t('You are signed in. You can close this window.', '您已登录，可以关闭此窗口。', '您已登入，可以關閉此視窗。', 'Has entrado. Puedes cerrar esta ventana.'),
};
const ASK_AGAIN_MS = 1_500;

const asked = new URLSearchParams(location.search);
const language = resolveLanguage(asked.get('language') ?? navigator.language);
const scheme = SCHEMES.find((each) => each === asked.get('scheme'));
document.documentElement.lang = language;
if (scheme && scheme !== 'auto') document.documentElement.dataset['scheme'] = scheme;

/** The page that said it is around; null: it said nothing of use. */
const host = ((): string | null => {
  try {
    return new URL(asked.get('host') ?? '').origin;
  } catch {
    return null;
  }
})();
/** Where another page is around than the one that was named, the browser delivers nothing. */
const tell = (message: FrameMessage): void => {
  if (parent !== window && host !== null) parent.postMessage(frameMessage(message), host);
};

const bar = document.querySelector('aside') as HTMLElement;
const [text, button] = [bar.querySelector('p') as HTMLElement, bar.querySelector('button') as HTMLButtonElement];
function say(what: keyof typeof TEXTS | null, act: string | null = null): void {
  bar.hidden = what === null;
  text.textContent = what === null ? '' : TEXTS[what][language];
  button.hidden = act === null;
  button.textContent = act ?? '';
}

let looking = 0;
/** Until somebody is signed in, in whatever window. */
function look(): void {
  clearTimeout(looking);
  looking = setTimeout(() => {
    tokenOnce().then(() => {
      say(null);
      document.querySelector<HTMLElement & { retry?: () => void }>('archive-session')?.retry?.();
    }, look);
  }, ASK_AGAIN_MS) as unknown as number;
}
button.addEventListener('click', () => {
  open(at(`sign-in?next=${encodeURIComponent(`${new URL(at('frame')).pathname}?done`)}`), '_blank', 'noopener,popup,width=520,height=680');
  look();
});

function begin(): void {
  // nothing leads away from a frame by itself
  stayHere();
  onTrouble((trouble) => {
    say(trouble === null ? null : trouble === 'waiting' ? 'waiting' : 'out', trouble === 'signed-out' || trouble === 'cookies' ? TEXTS.signIn[language] : null);
    if (trouble === 'signed-out') look();
  });
  const show = asked.get('show') ?? '';
  if (!isFramed(show)) return say('wrong');
  const element = document.createElement(show);
  for (const name of FRAMED[show]) {
    const value = asked.get(name);
    if (value !== null) element.setAttribute(name, FLAGS.has(name) ? '' : value);
  }
  document.body.addEventListener('dossier-open', (event) => {
    event.preventDefault();
    tell({ kind: 'open', archive: (event as CustomEvent<{ readonly archive: string }>).detail.archive });
  });
  document.querySelector('main')?.append(element);
  new ResizeObserver(() => { tell({ kind: 'height', height: document.body.getBoundingClientRect().height }); }).observe(document.body);
  beginSession();
  getToken().catch(() => undefined); // what is wrong with the sign-in is said above
}

if (asked.has('done')) {
  // the frame looks by itself; where the browser lets it, the window goes
  say('done');
  close();
} else begin();
