/** Names of sections and groups in four languages: the catalogue's own words, in the order in which forms show them. */
import type { Labels } from '../labels.ts';
import type { SectionKey } from '../sections.ts';
import { t } from './four.ts';

export const SECTION_LABELS: Readonly<Record<SectionKey, Labels>> = Object.freeze({
  profile: t('Profile', '基本资料', '基本資料', 'Perfil'),
  people: t('People', '相关人员', '相關人員', 'Personas'),
  contacts: t('Contact records', '联络记录', '聯絡紀錄', 'Contactos'),
  preferences: t('Preferences', '偏好', '偏好', 'Preferencias'),
  documents: t('Documents', '文件资料', '文件資料', 'Documentos'),
  terms: t('Terms', '商务条件', '商務條件', 'Condiciones comerciales'),
  credit: t('Credit and finances', '信用与财务', '信用與財務', 'Crédito y finanzas'),
  rivals: t('Competitors', '竞争对手', '競爭對手', 'Competencia'),
  private: t('Private life', '私人信息', '私人資訊', 'Vida privada'),
  assessment: t('Our assessment', '内部评价', '內部評價', 'Valoración interna'),
  identity: t('Identity papers', '身份证件', '身分證件', 'Identidad y documentos'),
  bank: t('Banking', '银行业务', '銀行業務', 'Banca'),
  aml: t('Anti-money-laundering', '反洗钱', '反洗錢', 'Prevención del blanqueo'),
  trade: t('Transactions', '交易', '交易', 'Operaciones'),
  stays: t('Stays', '住宿', '住宿', 'Estancias'),
});

export const GROUP_LABELS: Readonly<Record<string, Labels>> = Object.freeze({
  F1: t('Customer', '客户', '客戶', 'Cliente'),
  F2: t('Personal identity', '个人身份', '個人身分', 'Identidad de la persona'),
  F3: t('Registration of the organisation', '企业登记信息', '企業登記資訊', 'Registro de la entidad'),
  F4: t('Description', '描述类信息', '描述類資訊', 'Descripción'),
  F5: t('Behaviour', '行为类信息', '行為類資訊', 'Comportamiento'),
  F6: t('Relations and family', '关联类信息', '關聯類資訊', 'Relaciones y familia'),
  F7: t('The key ten', '十项关键信息', '十項關鍵資訊', 'Los diez datos clave'),
  F8: t('Banking', '银行信息', '銀行資訊', 'Datos bancarios'),
  F9: t('Kinds of personal information', '个人信息种类', '個人資訊種類', 'Clases de información personal'),
  F10: t('Sales facts', '客户管理信息', '客戶管理資訊', 'Datos comerciales'),
  F11: t('Business, documents and condition', '经营、文件与状况', '經營、文件與狀況', 'Negocio, documentos y situación'),
  F12: t('Company and its people', '公司与人员', '公司與人員', 'Empresa y personas'),
  F13: t('Transactions', '交易档案', '交易檔案', 'Operaciones'),
  F14: t('Contact record', '联络记录', '聯絡紀錄', 'Contacto'),
  F15: t('Competitors', '竞争对手', '競爭對手', 'Competencia'),
  F16: t('Status sheet', '客户状况', '客戶狀況', 'Ficha de situación'),
  F17: t('Hotel: company', '酒店单位客户', '飯店單位客戶', 'Hotel: empresa'),
  F18: t('Hotel: guest', '酒店散客', '飯店散客', 'Hotel: huésped'),
  F19: t('Personal preferences', '个性化偏好', '個人化偏好', 'Preferencias personales'),
  F20: t('Analysis', '客户分析', '客戶分析', 'Análisis'),
  F21: t('Home renovation', '家装项目', '居家裝修', 'Reforma de la vivienda'),
  F22: t('Survey', '客户调查', '客戶調查', 'Encuesta'),
  F23: t('Credit, intent and care', '信用、意向与关怀', '信用、意向與關懷', 'Crédito, intención y atención'),
  F24: t('Further facts', '补充信息', '補充資訊', 'Otros datos'),
  F25: t('How to treat this customer', '服务须知', '服務須知', 'Cómo tratar al cliente'),
  own: t('Own fields', '自定义字段', '自訂欄位', 'Campos propios'),
});
