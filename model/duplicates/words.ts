/** Words that say nothing of who it is: legal forms, branches, titles, street words, in the languages of the product. Tables only. */

/** Legal forms of Latin names, as words; the longest that fits at the end (or the beginning) goes. Dots are gone before: `S.L.` is `sl`. */
export const LATIN_FORMS: readonly string[] = [
  'gmbh & co kg', 'gmbh & co kgaa', 'ag & co kg', 'gmbh', 'ggmbh', 'mbh', 'ag', 'kg', 'kgaa', 'ohg', 'gbr', 'ug haftungsbeschrankt', 'ug', 'ek', 'eg', 'se', 'ev', 'gesellschaft mit beschrankter haftung', 'aktiengesellschaft',
  'co ltd', 'co limited', 'company limited', 'company ltd', 'pte ltd', 'pty ltd', 'pvt ltd', 'private limited', 'ltd', 'limited', 'plc', 'llc', 'llp', 'lp', 'inc', 'incorporated', 'corp', 'corporation', 'co', 'company', 'ltd co', 'ltda', 'cia',
  'sa', 'sl', 'slu', 'sau', 'sll', 'sal', 'sc', 'scp', 'scoop', 's coop', 'sociedad anonima', 'sociedad limitada', 'sociedad limitada unipersonal', 'sociedad de responsabilidad limitada', 'srl', 'sa de cv', 's de rl de cv', 'srl de cv', 'cb', 'comunidad de bienes', 'sociedad cooperativa', 'ei', 'eirl', 'sac', 'saa', 'spa', 'sas', 'sarl', 'sasu', 'eurl',
  'bv', 'nv', 'vof', 'oy', 'ab', 'as', 'aps', 'kk', 'sp z oo', 'sro', 'doo', 'kft', 'sdn bhd', 'bhd', 'pt', 'ooo', 'holding', 'holdings', 'group', 'grupo', 'gruppe',
];
/** Legal forms of Chinese and Japanese names, longest first. */
export const HAN_FORMS: readonly string[] = [
  '股份有限责任公司', '集团股份有限公司', '集团有限责任公司', '集团有限公司', '有限责任公司', '股份有限公司', '有限合伙企业', '普通合伙企业', '个体工商户', '合伙企业', '有限合伙', '株式会社', '株式會社', '有限会社', '有限公司', '股份公司', '责任公司', '集团公司', '总公司', '集团', '公司', '商行', '经营部',
];
export const HAN_BRANCHES: readonly string[] = ['分公司', '分支机构', '办事处', '营业部', '门市部', '分部', '分店', '支店', '分行', '支行', '分厂', '分院', '分校', '专卖店', '旗舰店', '门店'];
export const LATIN_BRANCHES: ReadonlySet<string> = new Set(['branch', 'sucursal', 'delegacion', 'filial', 'filiale', 'niederlassung', 'zweigniederlassung', 'zweigstelle', 'geschaftsstelle', 'succursale', 'office', 'oficina', 'store', 'tienda', 'outlet']);
/** Between the words of a name. */
export const LINKS: ReadonlySet<string> = new Set(['&', 'and', 'y', 'e', 'und', 'et', 'the', 'de', 'del', 'la', 'las', 'los', 'el', 'of', 'der', 'die', 'das', 'von', 'van', 'in', 'en', 'zu', 'da', 'do', 'dos']);
/** What many companies are called besides: it weighs a third of another word. */
export const TRADES: ReadonlySet<string> = new Set([
  'trading', 'trade', 'import', 'export', 'imports', 'exports', 'international', 'internacional', 'industries', 'industrial', 'industrias', 'services', 'service', 'servicios', 'solutions', 'soluciones', 'technology', 'technologies', 'tecnologia', 'tech', 'systems', 'sistemas', 'consulting',
  'comercial', 'distribuciones', 'handel', 'handels', 'technik', 'logistics', 'logistica', 'foods', 'hotel', 'global', 'china', 'hong', 'kong', 'shanghai', 'guangzhou', 'beijing', 'shenzhen', 'espana', 'europe', 'europa', 'deutschland', 'asia',
]);
export const TITLES: ReadonlySet<string> = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'prof', 'sr', 'sra', 'srta', 'don', 'dona', 'herr', 'frau', 'ing', 'lic', 'jr']);
export const HAN_TITLES = /(先生|女士|小姐|老师|经理|总监|总经理|老板|博士|教授)$/u;

/** Words of streets, by the one that stands for them. Empty: it goes. */
export const STREETS: Readonly<Record<string, string>> = {
  street: 'st', str: 'st', strasse: 'st', straße: 'st', road: 'rd', avenue: 'av', ave: 'av', avenida: 'av', avda: 'av', calle: '', c: '', cl: '', plaza: 'pl', pza: 'pl', plz: 'pl', platz: 'pl', paseo: 'ps', boulevard: 'blvd', lane: 'ln', drive: 'dr', building: 'bldg', floor: 'fl',
  numero: '', num: '', no: '', nr: '', n: '', de: '', del: '', la: '', las: '', los: '', el: '', the: '', of: '', s: '', room: 'rm', suite: 'ste', unit: '', apt: '', piso: 'fl', planta: 'fl', north: 'n', south: 's', east: 'e', west: 'w', district: '', city: '',
};
/** Mail providers that say nothing of whose address it is. */
export const PUBLIC_MAIL: ReadonlySet<string> = new Set([
  'gmail.com', 'googlemail.com', 'hotmail.com', 'hotmail.es', 'outlook.com', 'outlook.es', 'live.com', 'msn.com', 'yahoo.com', 'yahoo.es', 'yahoo.de', 'yahoo.com.tw', 'yahoo.com.hk', 'icloud.com', 'me.com', 'aol.com', 'gmx.de', 'gmx.net', 'web.de', 't-online.de', 'freenet.de',
  'qq.com', '163.com', '126.com', 'sina.com', 'sina.cn', 'sohu.com', 'foxmail.com', 'yeah.net', '139.com', '189.cn', 'aliyun.com', 'hinet.net', 'telefonica.net', 'terra.es', 'orange.es', 'proton.me', 'protonmail.com', 'example.com', 'example.org',
]);
