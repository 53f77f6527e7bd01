/** How to handle each purchase intent (C-02), in four languages: help for the salesperson, shown with the reasons of the class. */
import type { Labels } from '../../labels.ts';

const t = (en: string, hans: string, hant: string, es: string): Labels => Object.freeze({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });

export const INTENT_ADVICE: Readonly<Record<string, readonly Labels[]>> = Object.freeze({
  interested: [
    t('Move quickly: call and follow up actively.', '加快节奏，主动用电话跟进和沟通。', '加快節奏，主動以電話跟進與溝通。', 'Avance con rapidez: llame y haga un seguimiento activo.'),
    t('Win trust, and reach the next stage as soon as possible.', '取得客户信任，尽快进入下一阶段。', '取得客戶信任，盡快進入下一階段。', 'Gánese su confianza y pase cuanto antes a la fase siguiente.'),
  ],
  hesitating: [
    t('Communicate and stay in touch; do not push.', '以沟通和保持联系为主，不要过多推销。', '以溝通與保持聯絡為主，不要過度推銷。', 'Hable y mantenga el contacto, sin insistir en la venta.'),
    t('Never begin a call with the product.', '电话一接通，切勿马上介绍产品。', '電話一接通，切勿馬上介紹產品。', 'No empiece nunca una llamada hablando del producto.'),
    t('Learn needs and interests and come closer over several calls.', '通过多次通话了解需求和兴趣，拉近距离。', '透過多次通話了解需求與興趣，拉近距離。', 'Conozca sus necesidades e intereses y acérquese en varias llamadas.'),
  ],
  notNow: [
    t('Build a good relationship and never give up.', '以建立良好关系为目标，决不放弃。', '以建立良好關係為目標，絕不放棄。', 'Cree una buena relación y no se rinda nunca.'),
    t('Note when the purchase is expected, and keep the channel open.', '记录预计购买时间，保持联系渠道畅通。', '記錄預計購買時間，保持聯絡管道暢通。', 'Anote cuándo se espera la compra y mantenga abierto el contacto.'),
    t('Ask for permission to send material or call regularly.', '征得客户同意，定期寄送资料或致电。', '徵得客戶同意，定期寄送資料或致電。', 'Pida permiso para enviar material o llamar con regularidad.'),
  ],
  definitelyNot: [
    t('Expect a firm tone; lower the guard first.', '客户态度往往强硬，先消除其心理防线。', '客戶態度往往強硬，先消除其心理防線。', 'Cuente con un tono firme; rebaje primero la desconfianza.'),
    t('Find out why. If it is the product, explain it well.', '了解不购买的原因；若是产品功能问题，做好解释。', '了解不購買的原因；若為產品功能問題，做好解釋。', 'Averigüe el motivo. Si es el producto, explíquelo bien.'),
    t('Record wished functions; they go to business development.', '记录客户对扩展功能的意见，汇总后交业务开发部门。', '記錄客戶對擴充功能的意見，彙整後交業務開發部門。', 'Registre las funciones que pide; pasan a desarrollo de negocio.'),
  ],
});
