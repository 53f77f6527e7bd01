/** Stands where a section would that is read on the server's own page alone: says so, and leads there. */
import { html, type TemplateResult } from 'lit';
import type { Labels } from '../../model/labels.ts';
import type { OwnHost } from './own-page.ts';

const TEXT: Labels = {
  'en': 'This opens on Dossier’s own pages only: your company keeps it out of the pages of other systems.',
  'zh-Hans': '此部分只能在 Dossier 自有页面上打开：公司规定不在其他系统的页面中显示。',
  'zh-Hant': '此部分只能在 Dossier 自有頁面上開啟：公司規定不在其他系統的頁面中顯示。',
  'es': 'Esto se abre solo en las páginas propias de Dossier: tu empresa no lo muestra en las de otros sistemas.',
};
const LINK: Labels = { 'en': 'Open the customer in Dossier', 'zh-Hans': '在 Dossier 中打开此客户', 'zh-Hant': '在 Dossier 中開啟此客戶', 'es': 'Abrir el cliente en Dossier' };

export const ownPagePart = ({ language, session, archive }: Pick<OwnHost, 'language' | 'session' | 'archive'>): TemplateResult => html`<p class="empty">${TEXT[language]}</p>
  <p><a class="button" href=${`${session.endpoint}/a/${encodeURIComponent(archive)}`} target="_blank" rel="noopener">${LINK[language]}</a></p>`;
