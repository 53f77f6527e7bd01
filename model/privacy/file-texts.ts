/** Words of one person's file in four languages: headings, why each section is kept, why something is left out. */
import type { Labels } from '../labels.ts';
import type { SectionKey } from '../sections.ts';
import type { ExcludeReason } from './file.ts';

const t = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });

/** Sections that are not told of have no purpose here. */
export const PURPOSE_TEXTS: Readonly<Record<Exclude<SectionKey, 'aml'>, Labels>> = Object.freeze({
  profile: t('To know who you are, how to reach you and what you want to buy.', '识别您的身份、与您联系并了解您的购买需求。', '識別您的身分、與您聯絡並了解您的購買需求。', 'Saber quién eres, cómo contactarte y qué quieres comprar.'),
  people: t('To know who works for you or belongs to you in our business.', '了解与您有业务关系的人员。', '了解與您有業務關係的人員。', 'Saber quién trabaja contigo o está relacionado contigo en el negocio.'),
  contacts: t('To remember what was said and agreed.', '记录沟通与约定的内容。', '記錄溝通與約定的內容。', 'Recordar lo que se habló y se acordó.'),
  preferences: t('To serve you as you like it.', '按您的喜好提供服务。', '依您的喜好提供服務。', 'Atenderte como prefieres.'),
  documents: t('To keep the papers of our business together.', '保存业务文件。', '保留業務資料。', 'Conservar los documentos del negocio.'),
  terms: t('To apply the prices and terms that were agreed.', '执行约定的价格与条件。', '執行約定的價格與條件。', 'Aplicar los precios y condiciones acordados.'),
  credit: t('To decide whether goods are delivered before they are paid.', '决定是否先交货后付款。', '決定是否先交貨後付款。', 'Decidir si se entrega antes de cobrar.'),
  rivals: t('To know from whom else you buy.', '了解您的其他供应商。', '了解您的其他供應商。', 'Saber a quién más compras.'),
  private: t('To look after you personally; kept by your consent.', '为您提供个性化关怀；经您同意保存。', '為您提供個人化關懷；經您同意保留。', 'Atenderte de forma personal; se conserva con tu consentimiento.'),
  assessment: t('Our own opinions and plans.', '我方的评价与计划。', '我方的評價與計畫。', 'Nuestras opiniones y planes.'),
  identity: t('To check who you are, as the law asks.', '依法核实您的身份。', '依法核實您的身分。', 'Comprobar quién eres, como exige la ley.'),
  bank: t('To carry out banking business with you.', '与您办理银行业务。', '與您辦理銀行業務。', 'Realizar operaciones bancarias contigo.'),
  trade: t('To carry out what you bought, and to keep the books that the law asks for.', '履行交易并依法记账。', '履行交易並依法記帳。', 'Cumplir lo que compraste y llevar los libros que exige la ley.'),
  stays: t('To book and settle your stays.', '预订与结算您的住宿。', '預訂與結算您的住宿。', 'Reservar y liquidar tus estancias.'),
});

export const EXCLUDE_TEXTS: Readonly<Record<ExcludeReason, Labels>> = Object.freeze({
  otherPerson: t('left out: about another person', '略去：涉及他人', '略去：涉及他人', 'omitido: se refiere a otra persona'),
  tradeSecret: t('left out: a trade secret', '略去：商业秘密', '略去：營業秘密', 'omitido: secreto comercial'),
  legalDuty: t('left out: the law forbids or excuses it', '略去：法律规定', '略去：法律規定', 'omitido: por disposición legal'),
  notAboutPerson: t('left out: not about you', '略去：与您无关', '略去：與您無關', 'omitido: no se refiere a ti'),
  other: t('left out', '略去', '略去', 'omitido'),
});

export const FILE_TEXTS = Object.freeze({
  title: t('What is kept about you', '我们保存的您的信息', '我們保留的您的資訊', 'Lo que guardamos sobre ti'),
  made: t('Made on {date} by {company}.', '由 {company} 于 {date} 制作。', '由 {company} 於 {date} 製作。', 'Hecho el {date} por {company}.'),
  archive: t('Archive: {name}', '档案：{name}', '檔案：{name}', 'Expediente: {name}'),
  partOnly: t('The archive is about somebody else; here stands what it holds about you.', '该档案以他人为主体；此处仅列出其中有关您的内容。', '該檔案以他人為主體；此處僅列出其中有關您的內容。', 'El expediente trata de otra persona; aquí consta lo que contiene sobre ti.'),
  purpose: t('Why it is kept', '保存目的', '保留目的', 'Para qué se guarda'), retention: t('For how long', '保存期限', '保留期限', 'Durante cuánto tiempo'), readers: t('Who may read it', '谁可以查看', '誰可以檢視', 'Quién puede verlo'),
  source: t('from {source}', '来源：{source}', '來源：{source}', 'origen: {source}'), verified: t('checked {date}', '核实于 {date}', '核實於 {date}', 'comprobado el {date}'),
  classes: t('What a computer concludes about you', '计算机对您的分级', '電腦對您的分級', 'Lo que un ordenador deduce de ti'), consents: t('Your consents', '您的同意', '您的同意', 'Tus consentimientos'),
  exports: t('When it was taken out of the system', '何时被导出', '何時被匯出', 'Cuándo salió del sistema'), noExports: t('It has not been taken out.', '未曾导出。', '未曾匯出。', 'No ha salido.'), attachments: t('Papers and pictures', '文件与图片', '檔案與圖片', 'Documentos e imágenes'),
  comments: t('Comments', '评论', '留言', 'Comentarios'), history: t('Changes', '变更', '變更', 'Cambios'), transactions: t('Transactions', '交易', '交易', 'Operaciones'), staff: t('our staff', '我方员工', '我方員工', 'nuestro personal'), staffOf: t('our staff ({department})', '我方员工（{department}）', '我方員工（{department}）', 'nuestro personal ({department})'),
  colleagues: t('whoever looks after the customer, and their deputies', '客户负责人及其代理人', '客戶負責人及其代理人', 'quien atiende al cliente y sus suplentes'), department: t('department {name}', '部门：{name}', '部門：{name}', 'departamento {name}'),
  cleared: t('only who is cleared for it', '仅限获授权人员', '僅限獲授權人員', 'solo quien está autorizado'), management: t('its manager, general management and the information stewards', '其主管、总经理和信息专员', '其主管、總經理與資訊專員', 'su responsable, la dirección y los gestores de la información'),
  years: t('{years} years {from}', '{from} {years} 年', '{from} {years} 年', '{years} años {from}'), noRule: t('as long as you are a customer', '在您为客户期间', '在您為客戶期間', 'mientras seas cliente'),
  rights: t('You may ask for correction or erasure, object, and take back any consent. If you are not content with the answer, you may complain to the authority for data protection.', '您可以要求更正或删除、提出异议，并随时撤回同意。如对答复不满意，可向个人信息保护主管部门投诉。', '您可以要求更正或刪除、提出異議，並隨時撤回同意。如對答覆不滿意，可向個人資料保護主管機關申訴。', 'Puedes pedir que se corrija o se borre, oponerte y retirar cualquier consentimiento. Si la respuesta no te satisface, puedes reclamar ante la autoridad de protección de datos.'),
  since: t('since {date}', '自 {date} 起', '自 {date} 起', 'desde el {date}'), section: t('Section', '部分', '部分', 'Sección'), field: t('What', '项目', '項目', 'Dato'), value: t('Value', '内容', '內容', 'Valor'), from: t('Source', '来源', '來源', 'Origen'), group: t('Group', '组', '組', 'Grupo'),
} as const satisfies Readonly<Record<string, Labels>>);

export const fill = (text: string, put: Readonly<Record<string, string>>): string => text.replace(/\{(\w+)\}/g, (_, name: string) => put[name] ?? '');
