/** `/sign-in` when it does not simply lead on: why not, and what to do next. */
import type { Labels } from '../../model/labels.ts';
import { chosenLanguage, onChoice } from './choices.ts';
import { at } from './root.ts';
import { beginShell } from './shell.ts';
import { t } from './words.ts';

interface Face { readonly title: Labels; readonly text: Labels; readonly act: Labels | null }

const AGAIN = t('Try again', '重试', '重試', 'Reintentar');
const FACES: Readonly<Record<string, Face>> = {
  none: {
    title: t('There is no sign-in here', '此处没有登录页面', '此處沒有登入頁面', 'Aquí no se entra'),
    text: t('At your company customers are shown inside the pages you already use. Open one of them. An administrator can set up a sign-in here.', '贵公司的客户资料显示在您已经使用的页面中，请打开其中一个页面。管理员可以在此处设置登录。', '貴公司的客戶資料顯示在您已經使用的頁面中，請開啟其中一個頁面。管理員可以在此處設定登入。', 'En tu empresa los clientes se muestran dentro de las páginas que ya usas. Abre una de ellas. Un administrador puede preparar aquí una entrada.'),
    act: null,
  },
  unavailable: {
    title: t('The sign-in service does not answer', '登录服务没有响应', '登入服務沒有回應', 'El servicio de acceso no responde'),
    text: t('Your company’s sign-in cannot be reached at the moment. Try again in a minute; if it stays so, tell your administrator.', '目前无法连接贵公司的登录服务。请稍后重试；若仍无法登录，请告知管理员。', '目前無法連線到貴公司的登入服務。請稍後再試；若仍無法登入，請告知管理員。', 'Ahora no se llega al acceso de tu empresa. Inténtalo en un minuto; si sigue así, avisa a tu administrador.'),
    act: AGAIN,
  },
  denied: {
    title: t('You were not let in', '您未获准登录', '您未獲准登入', 'No se te dejó entrar'),
    text: t('Your company’s sign-in said no. If you should have access, ask your administrator.', '贵公司的登录服务拒绝了请求。如果您应有权限，请联系管理员。', '貴公司的登入服務拒絕了要求。如果您應有權限，請聯絡管理員。', 'El acceso de tu empresa dijo que no. Si deberías poder entrar, pregunta a tu administrador.'),
    act: AGAIN,
  },
  inactive: {
    title: t('Your access has ended', '您的访问权限已终止', '您的存取權限已終止', 'Tu acceso ha terminado'),
    text: t('You are no longer active here. If that is a mistake, ask your administrator.', '您在此处已被停用。如有错误，请联系管理员。', '您在此處已被停用。如有錯誤，請聯絡管理員。', 'Ya no estás activo aquí. Si es un error, pregunta a tu administrador.'),
    act: null,
  },
  again: {
    title: t('Please sign in again', '请重新登录', '請重新登入', 'Vuelve a entrar, por favor'),
    text: t('This sign-in was too old, or was begun in another window.', '此次登录已过期，或是在另一个窗口中开始的。', '此次登入已過期，或是在另一個視窗中開始的。', 'Esta entrada era demasiado antigua o empezó en otra ventana.'),
    act: t('Sign in', '登录', '登入', 'Entrar'),
  },
  failed: {
    title: t('The sign-in did not work', '登录未成功', '登入未成功', 'La entrada no funcionó'),
    text: t('What your company’s sign-in sent could not be used. Try again; if it stays so, tell your administrator.', '无法使用登录服务返回的信息。请重试；若仍无法登录，请告知管理员。', '無法使用登入服務傳回的資訊。請重試；若仍無法登入，請告知管理員。', 'Lo que envió el acceso de tu empresa no se pudo usar. Inténtalo de nuevo; si sigue así, avisa a tu administrador.'),
    act: AGAIN,
  },
  busy: {
    title: t('Too many tries', '尝试次数过多', '嘗試次數過多', 'Demasiados intentos'),
    text: t('Wait a minute, then try again.', '请等待一分钟后重试。', '請等待一分鐘後再試。', 'Espera un minuto e inténtalo de nuevo.'),
    act: AGAIN,
  },
  out: {
    title: t('You are signed out', '您已退出登录', '您已登出', 'Has cerrado la sesión'),
    text: t('Open pages of yours show nothing new any more. On a shared computer, close the browser as well.', '您打开的页面不会再显示新内容。如为公用电脑，请同时关闭浏览器。', '您開啟的頁面不會再顯示新內容。如為公用電腦，請同時關閉瀏覽器。', 'Tus páginas abiertas ya no muestran nada nuevo. En un ordenador compartido, cierra también el navegador.'),
    act: t('Sign in again', '重新登录', '重新登入', 'Volver a entrar'),
  },
};

const face = FACES[document.body.dataset['state'] ?? ''] ?? FACES['again'];
const title = document.querySelector('h1');
const text = document.querySelector('#face p');
const act = document.querySelector<HTMLAnchorElement>('#face a');
const next = new URLSearchParams(location.search).get('next');

beginShell('none', false);
onChoice(() => {
  if (!face || !title || !text || !act) return;
  const language = chosenLanguage();
  document.title = title.textContent = face.title[language];
  text.textContent = face.text[language];
  act.hidden = face.act === null;
  if (face.act) act.textContent = face.act[language];
  act.href = at(`sign-in${next === null ? '' : `?next=${encodeURIComponent(next)}`}`);
});
