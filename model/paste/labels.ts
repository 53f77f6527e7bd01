/** Words that people write before a value or over a column, in four languages, and what they announce. */

export type Meaning =
  | 'name' | 'contact' | 'inCharge' | 'company' | 'legal' | 'position' | 'department' | 'address' | 'postcode' | 'credit' | 'ubn' | 'nif' | 'tax' | 'url'
  | 'phone' | 'mobile' | 'fax' | 'email' | 'wechat' | 'line' | 'whatsapp';

const WORDS: Readonly<Record<Meaning, string>> = {
  name: 'name|full name|姓名|名字|收货人|收件人|nombre|nombre y apellidos|nombre completo',
  contact: 'contact|contact person|contact name|联系人|聯絡人|聯繫人|contacto|persona de contacto',
  inCharge: 'person in charge|负责人|負責人',
  company: 'company|company name|organisation|organization|customer|customer name|account|employer|公司|公司名称|公司名稱|单位|单位名称|單位名稱|客户名称|客戶名稱|企业名称|名称|名稱|工作单位|empresa|razón social|cliente|compañía|denominación social',
  legal: 'legal representative|法定代表人|法人代表|代表人|representante legal',
  position: 'title|job title|position|职务|职位|職稱|職位|職務|cargo|puesto',
  department: 'department|dept|部门|部門|departamento',
  address: 'address|postal address|mailing address|office address|地址|公司地址|通讯地址|通訊地址|联系地址|聯絡地址|收货地址|收件地址|办公地址|dirección|dirección postal|domicilio',
  postcode: 'postcode|postal code|zip|zip code|邮编|邮政编码|郵遞區號|código postal|c\\.p\\.',
  credit: '统一社会信用代码|信用代码|统一信用代码|unified social credit code|uscc',
  ubn: '統一編號|統編',
  nif: 'nif|cif|n\\.i\\.f\\.|c\\.i\\.f\\.',
  tax: 'vat|vat no\\.?|vat number|vat id|tax id|tax number|税号|纳税人识别号|稅籍編號|rfc',
  url: 'website|web|web site|url|网址|网站|公司网址|主页|網址|網站|公司網址|página web|sitio web',
  phone: 'phone|telephone|tel\\.?|direct|office|office phone|电话|联系电话|座机|总机|電話|聯絡電話|市話|總機|公司電話|teléfono|teléfono fijo|tfno\\.?|tlf\\.?|directo|oficina|centralita',
  mobile: 'mobile|mob\\.?|móv\\.?|mobile phone|cell|cell phone|手机|手机号|手机号码|移动电话|手機|手機號碼|行動電話|móvil|movil|teléfono móvil|celular|cel\\.?',
  fax: 'fax|传真|傳真',
  email: 'e-?mail|email address|邮箱|电子邮箱|电子邮件|信箱|電子郵件|電子信箱|correo|correo electrónico',
  wechat: 'wechat|wechat id|weixin|微信|微信号|微信號',
  line: 'line|line id',
  whatsapp: 'whatsapp',
};

const MEANINGS = Object.keys(WORDS) as readonly Meaning[];
const EXACT: readonly (readonly [RegExp, Meaning])[] = MEANINGS.map((meaning) => [new RegExp(`^(?:${WORDS[meaning]})$`, 'i'), meaning]);

/** Of a column's heading, or of the words before a colon. */
export function meaningOf(words: string): Meaning | null {
  const trimmed = words.trim().replace(/[:：]$/, '').trim();
  return trimmed.length === 0 || trimmed.length > 40 ? null : EXACT.find(([shape]) => shape.test(trimmed))?.[1] ?? null;
}

const ALL = MEANINGS.flatMap((meaning) => WORDS[meaning].split('|')).sort((a, b) => b.length - a.length).join('|');
/** A label with its colon; single letters are short for the ways to reach somebody and end the value before them. */
export const LABEL = new RegExp(`(?<![\\p{L}\\p{N}])(${ALL}|[temwfo]|手机\\s?/\\s?微信|手機\\s?/\\s?LINE|qq|skype|开户行|開戶行|备注|備註)\\s*[:：]\\s*`, 'giu');

const METHOD_BEFORE: readonly (readonly [RegExp, 'phone' | 'mobile' | 'fax' | 'whatsapp'])[] = ([
  ['whatsapp', 'whatsapp'],
  [`${WORDS.fax}|f`, 'fax'],
  [`${WORDS.mobile}|m|手机\\s?/\\s?微信|手機\\s?/\\s?LINE`, 'mobile'],
  [`${WORDS.phone}|t|o|p|call me at|call|llámame al`, 'phone'],
] as const).map(([words, kind]) => [new RegExp(`(?:^|[^\\p{Script=Latin}\\p{N}])(?:${words})\\s?(?:no\\.?|number)?\\s*(?:[:：.]|是|is|es)?\\s*$`, 'iu'), kind]);

/** What the words just before a number say it is. */
export const numberKind = (before: string): 'phone' | 'mobile' | 'fax' | 'whatsapp' | null => METHOD_BEFORE.find(([shape]) => shape.test(before))?.[1] ?? null;
