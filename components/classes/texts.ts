/** Words of what people do with a class: putting another one in its place, approving it, rating money-laundering risk. In four languages; they come with what shows them. */
import type { WishProblem } from '../../model/aml/wish.ts';
import type { Language } from '../../model/labels.ts';
import type { OverrideState } from '../../model/overrides/api.ts';
import type { Role } from '../../model/rights.ts';
import type { TextsOf } from '../internal/strings/texts.ts';

const en = {
  title: 'Set by hand', set: 'Set by hand', another: 'Set another class', value: 'Class', choose: 'Choose', reason: 'Reason', reasonHint: 'Why the computed class is not the right one', until: 'Last day', untilHint: (day: string) => `At the latest ${day}. It ends by itself after that.`,
  approval: (who: string) => `It counts once somebody else has approved it: ${who}.`, save: 'Save', ask: 'Ask for approval', cancel: 'Cancel', takeBack: 'Take back', computed: (label: string) => `Computed: ${label}`,
  waiting: (who: string) => `Waiting for approval of ${who}`, asked: (name: string, day: string) => `asked for by ${name} on ${day}`, lasts: (day: string) => `until ${day}`, own: 'You asked for it, so somebody else decides.',
  approve: 'Approve', refuse: 'Refuse', note: 'Note', noteHint: 'May stay empty',
  needValue: 'Choose a class.', needReason: 'Say why.', needUntil: 'A day from today on, not later than the limit.', failed: 'This could not be done. Try again.', stale: 'Somebody else has settled this meanwhile.', offline: 'You’re offline. It can be done when the connection is back.',
  saidSet: 'The class is set.', saidAsked: 'It waits for approval.', saidApproved: 'Approved.', saidRefused: 'Refused.', saidEnded: 'The computed class stands again.',
  history: (n: number) => (n === 1 ? '1 earlier decision' : `${n} earlier decisions`),
  states: { waiting: 'waits', stands: 'stands', refused: 'refused', ended: 'taken back', expired: 'ended on its last day', replaced: 'replaced' } satisfies Record<OverrideState, string>,
  roles: { manager: 'manager', generalManager: 'general manager', steward: 'steward', compliance: 'compliance' } as Readonly<Partial<Record<Role, string>>>,
  // the rating sheet
  rating: 'Risk rating', rate: 'Rate anew', rateFirst: 'Rate now', none: 'Not rated yet', noneHint: (day: string) => `A new customer is rated within ten working days, by ${day}.`, level: 'Level', levels: { low: 'Low', medium: 'Medium', high: 'High' }, total: 'Total', of100: (n: string) => `${n} of 100`,
  intensity: 'Due diligence', intensities: { simplified: 'Simplified', standard: 'Standard', enhanced: 'Enhanced' }, review: 'Next review', due: 'due', because: { clock: 'by the level’s clock', clue: 'a clue came after the rating', first: 'first rating' },
  rated: 'Rated', by: (name: string, day: string) => `${name}, ${day}`, pack: (v: string) => `Rule version ${v}`, suspicion: 'There are clues of suspicion: never simplified.', why: 'Why', whyMore: 'Scores and reasons', approvedBy: (name: string) => `approved by ${name}`, decides: 'Decides without the sum', words: 'Written in another way',
  waitsLevel: (level: string, who: string) => `${level} asked for, waiting for approval of ${who}`, untilThen: (level: string) => `Until then ${level} counts.`,
  sheet: 'Rating sheet', legend: '1 least risk, 5 most. From 3 on with a reason.', factsTitle: 'Facts that decide at once', factsHigh: 'Highest level', factsLow: 'Lowest level', score: (item: string) => `Score: ${item}`, weight: (n: number) => `weight ${n}`, reasonOf: (item: string) => `Reason: ${item}`,
  scored: (n: number) => `${n} of 15 scored`, result: 'Result', sofar: (n: string) => `so far ${n}`, other: 'Another level', asComputed: 'As the sheet comes to', otherReason: 'Why another level', reviewBy: 'Review earlier', reviewHint: (day: string) => `By the clock: ${day}`,
  willWait: (who: string, level: string) => `Easier than the total: ${who} must approve it. Until then ${level} counts.`, saveRating: 'Save the rating', saidRated: 'The rating is kept.', saidWaits: 'The rating is kept and waits for approval.', left: (n: number) => (n === 1 ? '1 place is still open.' : `${n} places are still open.`), earlierRatings: (n: number) => (n === 1 ? '1 earlier rating' : `${n} earlier ratings`), needNote: 'Say why it is refused.',
  problems: { missing: 'Choose a score.', reason: 'Say why.', unknown: 'There is no such one.', twice: 'It is there twice.', score: 'A score from 1 to 5.', 'too-long': 'At most 500 characters.', 'not-easier': 'A fact of the highest level holds: it cannot be made easier.', same: 'The sheet comes to this level by itself.', date: 'A day after today and before the clock’s.' } satisfies Record<WishProblem['code'], string>,
};
export type ClassTexts = TextsOf<typeof en>;

const hans: ClassTexts = {
  title: '人工指定', set: '人工指定', another: '改为其他类别', value: '类别', choose: '请选择', reason: '理由', reasonHint: '为什么系统计算的类别不合适', until: '截止日期', untilHint: (day) => `最晚${day}，到期后自动失效。`,
  approval: (who) => `须经他人批准后生效：${who}。`, save: '保存', ask: '提交审批', cancel: '取消', takeBack: '撤回', computed: (label) => `系统计算：${label}`,
  waiting: (who) => `等待${who}批准`, asked: (name, day) => `${name}于${day}提出`, lasts: (day) => `有效至${day}`, own: '由您提出，须由他人决定。',
  approve: '批准', refuse: '拒绝', note: '备注', noteHint: '可留空',
  needValue: '请选择类别。', needReason: '请说明理由。', needUntil: '请选择今天或之后、且不晚于最晚日期的一天。', failed: '未能完成，请重试。', stale: '期间已由他人处理。', offline: '当前离线，恢复连接后即可操作。',
  saidSet: '类别已指定。', saidAsked: '已提交，等待批准。', saidApproved: '已批准。', saidRefused: '已拒绝。', saidEnded: '已恢复系统计算的类别。',
  history: (n) => `以往决定 ${n} 项`,
  states: { waiting: '待批准', stands: '生效中', refused: '被拒绝', ended: '已撤回', expired: '到期失效', replaced: '已被取代' },
  roles: { manager: '部门经理', generalManager: '总经理', steward: '信息专员', compliance: '合规人员' },
  rating: '风险评级', rate: '重新评级', rateFirst: '开始评级', none: '尚未评级', noneHint: (day) => `新客户应在十个工作日内评级，即${day}之前。`, level: '等级', levels: { low: '低', medium: '中', high: '高' }, total: '总分', of100: (n) => `${n} / 100`,
  intensity: '尽职调查', intensities: { simplified: '简化', standard: '标准', enhanced: '强化' }, review: '下次复评', due: '已到期', because: { clock: '按等级周期', clue: '评级后出现新线索', first: '首次评级' },
  rated: '评级', by: (name, day) => `${name}，${day}`, pack: (v) => `规则版本 ${v}`, suspicion: '存在可疑线索，不得简化。', why: '理由', whyMore: '各项得分与理由', approvedBy: (name) => `${name}批准`, decides: '不计总分直接定级', words: '其他记录',
  waitsLevel: (level, who) => `申请定为${level}，等待${who}批准`, untilThen: (level) => `批准前按${level}执行。`,
  sheet: '评级表', legend: '1 为风险最低，5 为最高；3 分及以上须说明理由。', factsTitle: '直接定级情形', factsHigh: '最高等级', factsLow: '最低等级', score: (item) => `得分：${item}`, weight: (n) => `权重 ${n}`, reasonOf: (item) => `理由：${item}`,
  scored: (n) => `已评 ${n} / 15 项`, result: '结果', sofar: (n) => `目前 ${n}`, other: '人工调整等级', asComputed: '按评级表结果', otherReason: '调整理由', reviewBy: '提前复评', reviewHint: (day) => `按周期：${day}`,
  willWait: (who, level) => `低于总分对应等级，须经${who}批准；批准前按${level}执行。`, saveRating: '保存评级', saidRated: '评级已保存。', saidWaits: '评级已保存，等待批准。', left: (n) => `还有 ${n} 处未填。`, earlierRatings: (n) => `以往评级 ${n} 次`, needNote: '请说明拒绝的理由。',
  problems: { missing: '请选择得分。', reason: '请说明理由。', unknown: '没有这一项。', twice: '重复。', score: '得分为 1 至 5。', 'too-long': '最多 500 字。', 'not-easier': '存在最高等级情形，不得调低。', same: '评级表结果即为此等级。', date: '应晚于今天且早于周期日期。' },
};
const hant: ClassTexts = {
  title: '人工指定', set: '人工指定', another: '改為其他類別', value: '類別', choose: '請選擇', reason: '理由', reasonHint: '為什麼系統計算的類別不合適', until: '截止日期', untilHint: (day) => `最晚${day}，到期後自動失效。`,
  approval: (who) => `須經他人核准後生效：${who}。`, save: '儲存', ask: '送出核准', cancel: '取消', takeBack: '撤回', computed: (label) => `系統計算：${label}`,
  waiting: (who) => `等待${who}核准`, asked: (name, day) => `${name}於${day}提出`, lasts: (day) => `有效至${day}`, own: '由您提出，須由他人決定。',
  approve: '核准', refuse: '拒絕', note: '備註', noteHint: '可留空',
  needValue: '請選擇類別。', needReason: '請說明理由。', needUntil: '請選擇今天或之後、且不晚於最晚日期的一天。', failed: '未能完成，請重試。', stale: '期間已由他人處理。', offline: '目前離線，恢復連線後即可操作。',
  saidSet: '類別已指定。', saidAsked: '已送出，等待核准。', saidApproved: '已核准。', saidRefused: '已拒絕。', saidEnded: '已恢復系統計算的類別。',
  history: (n) => `以往決定 ${n} 項`,
  states: { waiting: '待核准', stands: '生效中', refused: '被拒絕', ended: '已撤回', expired: '到期失效', replaced: '已被取代' },
  roles: { manager: '部門經理', generalManager: '總經理', steward: '資訊專員', compliance: '法遵人員' },
  rating: '風險評級', rate: '重新評級', rateFirst: '開始評級', none: '尚未評級', noneHint: (day) => `新客戶應在十個工作日內評級，即${day}之前。`, level: '等級', levels: { low: '低', medium: '中', high: '高' }, total: '總分', of100: (n) => `${n} / 100`,
  intensity: '盡職調查', intensities: { simplified: '簡化', standard: '標準', enhanced: '強化' }, review: '下次複評', due: '已到期', because: { clock: '依等級週期', clue: '評級後出現新線索', first: '首次評級' },
  rated: '評級', by: (name, day) => `${name}，${day}`, pack: (v) => `規則版本 ${v}`, suspicion: '存在可疑線索，不得簡化。', why: '理由', whyMore: '各項得分與理由', approvedBy: (name) => `${name}核准`, decides: '不計總分直接定級', words: '其他紀錄',
  waitsLevel: (level, who) => `申請定為${level}，等待${who}核准`, untilThen: (level) => `核准前依${level}執行。`,
  sheet: '評級表', legend: '1 為風險最低，5 為最高；3 分及以上須說明理由。', factsTitle: '直接定級情形', factsHigh: '最高等級', factsLow: '最低等級', score: (item) => `得分：${item}`, weight: (n) => `權重 ${n}`, reasonOf: (item) => `理由：${item}`,
  scored: (n) => `已評 ${n} / 15 項`, result: '結果', sofar: (n) => `目前 ${n}`, other: '人工調整等級', asComputed: '依評級表結果', otherReason: '調整理由', reviewBy: '提前複評', reviewHint: (day) => `依週期：${day}`,
  willWait: (who, level) => `低於總分對應等級，須經${who}核准；核准前依${level}執行。`, saveRating: '儲存評級', saidRated: '評級已儲存。', saidWaits: '評級已儲存，等待核准。', left: (n) => `還有 ${n} 處未填。`, earlierRatings: (n) => `以往評級 ${n} 次`, needNote: '請說明拒絕的理由。',
  problems: { missing: '請選擇得分。', reason: '請說明理由。', unknown: '沒有這一項。', twice: '重複。', score: '得分為 1 至 5。', 'too-long': '最多 500 字。', 'not-easier': '存在最高等級情形，不得調低。', same: '評級表結果即為此等級。', date: '應晚於今天且早於週期日期。' },
};
const es: ClassTexts = {
  title: 'Fijada a mano', set: 'Fijar a mano', another: 'Fijar otra clase', value: 'Clase', choose: 'Elige', reason: 'Motivo', reasonHint: 'Por qué la clase calculada no es la correcta', until: 'Último día', untilHint: (day) => `A más tardar el ${day}. Después termina sola.`,
  approval: (who) => `Vale cuando otra persona la apruebe: ${who}.`, save: 'Guardar', ask: 'Pedir aprobación', cancel: 'Cancelar', takeBack: 'Retirar', computed: (label) => `Calculada: ${label}`,
  waiting: (who) => `A la espera de la aprobación de ${who}`, asked: (name, day) => `pedida por ${name} el ${day}`, lasts: (day) => `hasta el ${day}`, own: 'La pediste tú: decide otra persona.',
  approve: 'Aprobar', refuse: 'Rechazar', note: 'Nota', noteHint: 'Puede quedar vacía',
  needValue: 'Elige una clase.', needReason: 'Di por qué.', needUntil: 'Un día desde hoy, no posterior al límite.', failed: 'No se pudo hacer. Inténtalo de nuevo.', stale: 'Otra persona ya lo ha resuelto.', offline: 'Sin conexión. Podrá hacerlo cuando vuelva.',
  saidSet: 'La clase está fijada.', saidAsked: 'Espera aprobación.', saidApproved: 'Aprobada.', saidRefused: 'Rechazada.', saidEnded: 'Vuelve a valer la clase calculada.',
  history: (n) => (n === 1 ? '1 decisión anterior' : `${n} decisiones anteriores`),
  states: { waiting: 'en espera', stands: 'vigente', refused: 'rechazada', ended: 'retirada', expired: 'terminada en su último día', replaced: 'sustituida' },
  roles: { manager: 'jefatura', generalManager: 'dirección general', steward: 'responsable de datos', compliance: 'cumplimiento' },
  rating: 'Calificación de riesgo', rate: 'Calificar de nuevo', rateFirst: 'Calificar ahora', none: 'Aún sin calificar', noneHint: (day) => `Un cliente nuevo se califica en diez días hábiles, hasta el ${day}.`, level: 'Nivel', levels: { low: 'Bajo', medium: 'Medio', high: 'Alto' }, total: 'Total', of100: (n) => `${n} de 100`,
  intensity: 'Diligencia debida', intensities: { simplified: 'Simplificada', standard: 'Normal', enhanced: 'Reforzada' }, review: 'Próxima revisión', due: 'vencida', because: { clock: 'por el plazo del nivel', clue: 'hay un indicio posterior', first: 'primera calificación' },
  rated: 'Calificada', by: (name, day) => `${name}, ${day}`, pack: (v) => `Versión de reglas ${v}`, suspicion: 'Hay indicios de sospecha: nunca simplificada.', why: 'Motivo', whyMore: 'Puntos y motivos', approvedBy: (name) => `aprobada por ${name}`, decides: 'Decide sin la suma', words: 'Escrito de otra forma',
  waitsLevel: (level, who) => `Pedido nivel ${level}, a la espera de la aprobación de ${who}`, untilThen: (level) => `Hasta entonces vale ${level}.`,
  sheet: 'Hoja de calificación', legend: '1 menos riesgo, 5 más. Desde 3, con motivo.', factsTitle: 'Hechos que deciden de inmediato', factsHigh: 'Nivel más alto', factsLow: 'Nivel más bajo', score: (item) => `Puntos: ${item}`, weight: (n) => `peso ${n}`, reasonOf: (item) => `Motivo: ${item}`,
  scored: (n) => `${n} de 15 puntuados`, result: 'Resultado', sofar: (n) => `hasta ahora ${n}`, other: 'Otro nivel', asComputed: 'El que da la hoja', otherReason: 'Por qué otro nivel', reviewBy: 'Revisar antes', reviewHint: (day) => `Por plazo: ${day}`,
  willWait: (who, level) => `Más suave que el total: debe aprobarlo ${who}. Hasta entonces vale ${level}.`, saveRating: 'Guardar la calificación', saidRated: 'La calificación está guardada.', saidWaits: 'La calificación está guardada y espera aprobación.', left: (n) => (n === 1 ? 'Falta 1 dato.' : `Faltan ${n} datos.`), earlierRatings: (n) => (n === 1 ? '1 calificación anterior' : `${n} calificaciones anteriores`), needNote: 'Di por qué se rechaza.',
  problems: { missing: 'Elige los puntos.', reason: 'Di por qué.', unknown: 'No existe.', twice: 'Está dos veces.', score: 'De 1 a 5.', 'too-long': 'Como máximo 500 caracteres.', 'not-easier': 'Hay un hecho del nivel más alto: no puede suavizarse.', same: 'La hoja ya da este nivel.', date: 'Un día posterior a hoy y anterior al plazo.' },
};
const TEXTS: Readonly<Record<Language, ClassTexts>> = Object.freeze({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
export const classTexts = (language: Language): ClassTexts => TEXTS[language];

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', 'zh-Hans': 'zh-Hans', 'zh-Hant': 'zh-Hant', es: 'es' };
/** Whoever may approve, one or the other of them. */
export const rolesText = (language: Language, roles: readonly Role[]): string =>
  new Intl.ListFormat(LOCALES[language], { type: 'disjunction' }).format(roles.map((role) => classTexts(language).roles[role] ?? role));
