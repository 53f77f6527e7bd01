/** What each setting of a scheme is called and how to choose it, in four languages; of rules between settings, what they say. What a setting may be comes from the server. */
import type { Labels, Language } from '../../../model/labels.ts';

const t = (en: string, hans: string, hant: string, es: string): Labels => Object.freeze({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });

export interface SettingText {
  readonly name: Labels;
  readonly hint: Labels;
  /** Words of its own options or of the numbers of a row. */
  readonly parts?: Readonly<Record<string, Labels>>;
  /** What each step gives, in order. */
  readonly steps?: readonly string[];
  /** Shown while another setting of the scheme has this value. */
  readonly when?: readonly [field: string, value: string];
  /** What the server says of it together with others, by place. */
  readonly rules?: Readonly<Record<string, Labels>>;
}

const WINDOW = t('Period', '统计期间', '統計期間', 'Período');
const PERIODS = { year: t('the last twelve months', '最近十二个月', '最近十二個月', 'los últimos doce meses'), ever: t('all time', '全部时间', '全部期間', 'todo el tiempo') };
const LEVELS = { high: t('High', '高', '高', 'Alto'), medium: t('Medium', '中', '中', 'Medio'), low: t('Low', '低', '低', 'Bajo') };

export const SETTING_TEXTS: Readonly<Record<string, SettingText>> = Object.freeze({
  'abc.months': { name: WINDOW, hint: t('Longer is steadier, shorter reacts sooner.', '越长越稳定，越短反应越快。', '越長越穩定，越短反應越快。', 'Más largo es más estable; más corto reacciona antes.') },
  'abc.a': { name: t('A up to', 'A 类上限', 'A 類上限', 'A hasta'), hint: t('Customers that together make this share of sales, largest first. Many firms take 70 or 80.', '按销售额从大到小，累计占比在此以内的客户。许多公司取 70 或 80。', '依銷售額由大到小，累計占比在此以內的客戶。許多公司取 70 或 80。', 'Clientes que juntos suman esta parte de las ventas, de mayor a menor. Muchas empresas usan 70 u 80.') },
  'abc.b': {
    name: t('B up to', 'B 类上限', 'B 類上限', 'B hasta'), hint: t('Those that follow, up to this share; C is the rest.', '其后累计至此占比的客户为 B，其余为 C。', '其後累計至此占比的客戶為 B，其餘為 C。', 'Los siguientes, hasta esta parte; C son los demás.'),
    rules: { '': t('Not below the share of A.', '不得低于 A 的占比。', '不得低於 A 的占比。', 'No menos que la parte de A.') },
  },
  'rfm.months': { name: WINDOW, hint: t('24 months see a yearly buyer twice.', '24 个月可覆盖每年购买一次的客户两次。', '24 個月可涵蓋每年購買一次的客戶兩次。', 'En 24 meses un comprador anual aparece dos veces.') },
  'rfm.minimum': { name: t('Fifths from', '启用五等分的人数', '啟用五等分的人數', 'Quintos desde'), hint: t('With fewer buyers the fixed steps below decide.', '买家少于此数时按下列固定档位评分。', '買家少於此數時依下列固定級距評分。', 'Con menos compradores deciden los pasos fijos de abajo.') },
  'rfm.recencyDays': { name: t('Since the last purchase, at most', '距上次购买不超过', '距上次購買不超過', 'Desde la última compra, como mucho'), hint: t('Days that give scores 5, 4, 3 and 2.', '对应 5、4、3、2 分的天数。', '對應 5、4、3、2 分的天數。', 'Días que dan 5, 4, 3 y 2 puntos.'), steps: ['5', '4', '3', '2'] },
  'rfm.frequency': { name: t('Purchases, at least', '购买次数不少于', '購買次數不少於', 'Compras, como mínimo'), hint: t('Purchases that give scores 5, 4, 3 and 2.', '对应 5、4、3、2 分的次数。', '對應 5、4、3、2 分的次數。', 'Compras que dan 5, 4, 3 y 2 puntos.'), steps: ['5', '4', '3', '2'] },
  'rfm.monetary': { name: t('Sum, at least', '金额不少于', '金額不少於', 'Importe, como mínimo'), hint: t('Sums that give scores 5, 4, 3 and 2.', '对应 5、4、3、2 分的金额。', '對應 5、4、3、2 分的金額。', 'Importes que dan 5, 4, 3 y 2 puntos.'), steps: ['5', '4', '3', '2'] },
  'lifecycle.months': { name: t('Lost after', '流失判定', '流失判定', 'Perdido después de'), hint: t('Without a purchase, where the customer has no purchase cycle of its own. Too long finds losses too late.', '客户未设购买周期时，多久没有购买即视为流失。过长会发现得太晚。', '客戶未設購買週期時，多久沒有購買即視為流失。過長會發現得太晚。', 'Sin comprar, si el cliente no tiene ciclo propio. Demasiado largo descubre tarde la pérdida.') },
  'maturity.newMonths': { name: t('New for', '新客户期', '新客戶期', 'Nuevo durante'), hint: t('From the first purchase on; then established.', '自首次购买起，之后为老客户。', '自首次購買起，之後為舊客戶。', 'Desde la primera compra; después, antiguo.') },
  'size.period': { name: WINDOW, hint: t('All time suits trades in which a customer buys once in many years.', '多年才购买一次的行业宜选全部时间。', '多年才購買一次的行業宜選全部期間。', 'Todo el tiempo conviene donde se compra una vez en muchos años.'), parts: PERIODS },
  'size.amount': { name: t('Big from', '大客户起点', '大客戶起點', 'Grande desde'), hint: t('Purchases less returns. Few enough to be looked after by name.', '购买减退货。应少到可以逐一照顾。', '購買減退貨。應少到可以逐一照顧。', 'Compras menos devoluciones. Tan pocos que se les pueda atender por su nombre.') },
  'size.scales': { name: t('Big by its own size', '按自身规模视为大客户', '依自身規模視為大客戶', 'Grande por su propio tamaño'), hint: t('Whatever it buys today. None: only trade counts.', '不论目前购买多少。不选则只看交易。', '不論目前購買多少。不選則只看交易。', 'Compre lo que compre hoy. Ninguno: solo cuenta el comercio.') },
  'grade.weights': {
    name: t('Weights', '权重', '權重', 'Pesos'), hint: t('What each part counts; 100 together.', '各部分的权重，合计 100。', '各部分的權重，合計 100。', 'Lo que cuenta cada parte; 100 en total.'),
    parts: { stars: t('Stars of the salesperson', '业务员星级', '業務員星級', 'Estrellas del vendedor'), report: t('Credit report', '资信报告', '徵信報告', 'Informe de crédito'), trade: t('Average annual trade', '年均交易额', '年均交易額', 'Comercio anual medio'), relation: t('Length of the relation', '合作年限', '合作年資', 'Duración de la relación') },
  },
  'grade.known': { name: t('Graded from', '评级所需已知权重', '評級所需已知權重', 'Se califica desde'), hint: t('Parts of so much weight must be known; unknown is not poor.', '已知部分的权重须达到此值；未知不等于差。', '已知部分的權重須達到此值；未知不等於差。', 'Deben conocerse partes de este peso; desconocido no es malo.') },
  'grade.limits': { name: t('Grades from', '各等级起点', '各等級起點', 'Grados desde'), hint: t('Points of 100; below the last it is C.', '满分 100；低于末档为 C。', '滿分 100；低於末級為 C。', 'Puntos sobre 100; por debajo del último es C.'), steps: ['AAA', 'AA', 'A', 'B'] },
  'grade.expired': { name: t('An expired report counts', '过期报告计分', '過期報告計分', 'Un informe caducado vale'), hint: t('Of 100; a valid one counts 100.', '满分 100；有效报告计 100。', '滿分 100；有效報告計 100。', 'Sobre 100; uno vigente vale 100.') },
  'grade.trade': { name: t('Points for annual trade', '年均交易额计分', '年均交易額計分', 'Puntos por comercio anual'), hint: t('Sums a year that give 100, 75, 50 and 25 points.', '对应 100、75、50、25 分的年金额。', '對應 100、75、50、25 分的年金額。', 'Importes al año que dan 100, 75, 50 y 25 puntos.'), steps: ['100', '75', '50', '25'] },
  'grade.months': { name: t('Points for the relation', '合作年限计分', '合作年資計分', 'Puntos por la relación'), hint: t('Months that give 100, 75, 50 and 25 points.', '对应 100、75、50、25 分的月数。', '對應 100、75、50、25 分的月數。', 'Meses que dan 100, 75, 50 y 25 puntos.'), steps: ['100', '75', '50', '25'] },
  'creditManagement.averageAnnualTrade': { name: t('Core from, a year', '核心客户年均交易额', '核心客戶年均交易額', 'Esencial desde, al año'), hint: t('A full credit file costs work every year: take the sum from which it pays.', '完整信用档案每年都要花工夫，取值得投入的金额。', '完整信用檔案每年都要花工夫，取值得投入的金額。', 'Un expediente completo cuesta trabajo cada año: elija el importe desde el que compensa.') },
  'creditManagement.relationMonths': { name: t('And a relation of', '且合作满', '且合作滿', 'Y una relación de'), hint: t('So that one large order makes nobody a core customer.', '避免一笔大单就成为核心客户。', '避免一筆大單就成為核心客戶。', 'Para que un solo pedido grande no haga esencial a nadie.') },
  'aml.weights': { name: t('Weights of the sheet', '评级表权重', '評級表權重', 'Pesos de la hoja'), hint: t('100 together.', '合计 100。', '合計 100。', '100 en total.') },
  'aml.bands': {
    name: t('Levels', '等级界限', '等級界線', 'Niveles'), hint: t('Of a total from 20 to 100; medium is between.', '总分 20 至 100，其间为中。', '總分 20 至 100，其間為中。', 'De un total de 20 a 100; medio queda entre ambos.'),
    parts: { high: t('High from', '高风险自', '高風險自', 'Alto desde'), low: t('Low up to', '低风险至', '低風險至', 'Bajo hasta') },
    rules: { high: t('Above the limit of low.', '须高于低风险的界限。', '須高於低風險的界線。', 'Por encima del límite de bajo.') },
  },
  'aml.months': {
    name: t('Reviewed again after', '复评周期', '複評週期', 'Se revisa después de'), hint: t('The highest level at most half a year, each lower one at most twice the one above.', '最高等级不超过半年，每低一级不超过上一级的两倍。', '最高等級不超過半年，每低一級不超過上一級的兩倍。', 'El nivel más alto, medio año como mucho; cada inferior, como mucho el doble del superior.'), parts: LEVELS,
    rules: {
      high: t('At most 6 months.', '不超过 6 个月。', '不超過 6 個月。', 'Como mucho 6 meses.'), medium: t('Not shorter than for high, and at most twice as long.', '不短于高风险，且不超过其两倍。', '不短於高風險，且不超過其兩倍。', 'No menos que para alto, y como mucho el doble.'),
      low: t('Not shorter than for medium, and at most twice as long.', '不短于中风险，且不超过其两倍。', '不短於中風險，且不超過其兩倍。', 'No menos que para medio, y como mucho el doble.'),
    },
  },
  'aml.firstDays': { name: t('New customers are rated within', '新客户评级期限', '新客戶評級期限', 'Clientes nuevos, en'), hint: t('14 days are ten working days.', '14 天相当于十个工作日。', '14 天相當於十個工作天。', '14 días son diez laborables.') },
  'aml.outline': {
    name: t('Without a sheet', '尚无评级表时', '尚無評級表時', 'Sin hoja'), hint: t('Weights of the three risks on the form; 100 together.', '表单上三项风险的权重，合计 100。', '表單上三項風險的權重，合計 100。', 'Pesos de los tres riesgos del formulario; 100 en total.'),
    parts: { customer: t('Customer', '客户', '客戶', 'Cliente'), country: t('Country', '国家', '國家', 'País'), product: t('Product and service', '产品与服务', '產品與服務', 'Producto y servicio') },
  },
  'valueTier.measure': { name: t('Decided by', '判定依据', '判定依據', 'Decide'), hint: t('A sum is explained without any other customer; ABC moves with all of them.', '按金额无需参照其他客户；按 ABC 则随整体变动。', '依金額無需參照其他客戶；依 ABC 則隨整體變動。', 'Un importe se explica sin otros clientes; ABC se mueve con todos.'), parts: { net: t('a sum', '金额', '金額', 'un importe'), abc: t('the ABC class', 'ABC 类别', 'ABC 類別', 'la clase ABC') } },
  'valueTier.period': { name: WINDOW, hint: t('Of purchases less returns.', '购买减退货的期间。', '購買減退貨的期間。', 'De compras menos devoluciones.'), parts: PERIODS, when: ['measure', 'net'] },
  'valueTier.amount': { name: t('High value from', '高价值起点', '高價值起點', 'Valor alto desde'), hint: t('Purchases less returns of the period.', '期间内购买减退货。', '期間內購買減退貨。', 'Compras menos devoluciones del período.'), when: ['measure', 'net'] },
  'valueTier.classes': { name: t('Of high value are', '高价值类别', '高價值類別', 'Son de valor alto'), hint: t('ABC classes.', 'ABC 类别。', 'ABC 類別。', 'Clases ABC.'), when: ['measure', 'abc'] },
  'duration.months': { name: t('Between first and newest purchase', '首次与最近购买相隔', '首次與最近購買相隔', 'Entre la primera y la última compra'), hint: t('Who came back after a year is no passing guest. Where seasons rule, take 24.', '一年后再来的不是过客。季节性强的行业取 24。', '一年後再來的不是過客。季節性強的行業取 24。', 'Quien vuelve tras un año no está de paso. Donde mandan las temporadas, 24.') },
  'duration.purchases': { name: t('And purchases', '且购买次数', '且購買次數', 'Y compras'), hint: t('Two are one return, three are a habit.', '两次是回头，三次是习惯。', '兩次是回頭，三次是習慣。', 'Dos son una vuelta; tres, una costumbre.') },
  'attributes.purchases': { name: t('Points for buying', '行为计分', '行為計分', 'Puntos por comprar'), hint: t('Purchases in twelve months that give 3, 2 and 1 points.', '十二个月内对应 3、2、1 分的购买次数。', '十二個月內對應 3、2、1 分的購買次數。', 'Compras en doce meses que dan 3, 2 y 1 puntos.'), steps: ['3', '2', '1'] },
  'attributes.value': { name: t('Points for worth', '价值计分', '價值計分', 'Puntos por valor'), hint: t('Sums in twelve months that give 3, 2 and 1 points.', '十二个月内对应 3、2、1 分的金额。', '十二個月內對應 3、2、1 分的金額。', 'Importes en doce meses que dan 3, 2 y 1 puntos.'), steps: ['3', '2', '1'] },
  'keyNew.maturities': { name: t('New are', '视为新客户', '視為新客戶', 'Son nuevos'), hint: t('Which of them may be priority customers.', '其中可成为重点发展客户的阶段。', '其中可成為重點發展客戶的階段。', 'Cuáles pueden ser clientes prioritarios.') },
  'keyNew.bigCounts': { name: t('Big new ones are priority customers', '大的新客户即重点发展', '大的新客戶即重點發展', 'Los nuevos grandes son prioritarios'), hint: t('Off: only a person says so.', '关闭：仅由人员标记。', '關閉：僅由人員標記。', 'Apagado: solo lo dice una persona.') },
  'reception.abc': { name: t('VIP by ABC class', '按 ABC 享 VIP 接待', '依 ABC 享 VIP 接待', 'VIP por clase ABC'), hint: t('Received as VIP.', '按 VIP 接待。', '以 VIP 接待。', 'Se reciben como VIP.') },
  'reception.core': { name: t('Core customers are VIP', '核心客户享 VIP', '核心客戶享 VIP', 'Los esenciales son VIP'), hint: t('By average annual trade and length of the relation.', '按年均交易额与合作年限。', '依年均交易額與合作年資。', 'Por comercio anual medio y duración de la relación.') },
  'reception.keyNew': { name: t('Priority new customers are VIP', '重点发展新客户享 VIP', '重點發展新客戶享 VIP', 'Los nuevos prioritarios son VIP'), hint: t('Off: two colleagues, not yet the best room.', '关闭：由两位同事跟进，尚不享受贵宾接待。', '關閉：由兩位同事跟進，尚不享貴賓接待。', 'Apagado: dos colegas, aún no la mejor sala.') },
});

export const nameOf = (scheme: string, field: string, language: Language): string => SETTING_TEXTS[`${scheme}.${field}`]?.name[language] ?? field;
