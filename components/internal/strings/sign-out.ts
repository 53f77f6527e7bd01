/** Texts of the question before signing out, in all languages: they come with the question, which few pages ever ask. */
import type { Language } from '../../../model/labels.ts';

interface Texts {
  readonly title: (n: number) => string;
  readonly text: string;
  readonly empty: string;
  readonly stay: string;
  readonly go: string;
}

export const SIGN_OUT: Readonly<Record<Language, Texts>> = {
  en: {
    title: (n) => (n === 1 ? '1 change is not saved' : `${n} changes are not saved`),
    text: 'They are lost when you sign out. Stay until they are saved, or copy them first.',
    empty: '(empty)',
    stay: 'Stay signed in',
    go: 'Sign out and lose them',
  },
  es: {
    title: (n) => (n === 1 ? '1 cambio sin guardar' : `${n} cambios sin guardar`),
    text: 'Se perderán si cierras la sesión. Espera a que se guarden o cópialos antes.',
    empty: '(vacío)',
    stay: 'Seguir con la sesión abierta',
    go: 'Cerrar sesión y perderlos',
  },
  'zh-Hans': {
    title: (n) => `有 ${n} 项更改未保存`,
    text: '退出登录后这些更改将丢失。请等待保存完成，或先复制内容。',
    empty: '（空）',
    stay: '保持登录',
    go: '退出并放弃更改',
  },
  'zh-Hant': {
    title: (n) => `有 ${n} 項變更尚未儲存`,
    text: '登出後這些變更將會遺失。請等待儲存完成，或先複製內容。',
    empty: '（空白）',
    stay: '保持登入',
    go: '登出並放棄變更',
  },
};
