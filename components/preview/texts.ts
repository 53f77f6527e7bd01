/** What the preview says, in four languages. */
import type { Language } from '../../model/labels.ts';

const en = {
  close: 'Close',
  previousFile: 'Previous file',
  nextFile: 'Next file',
  place: (n: number, of: number) => `File ${n} of ${of}`,
  previousPage: 'Previous page',
  nextPage: 'Next page',
  page: (n: number, of: number) => `Page ${n} of ${of}`,
  larger: 'Larger',
  smaller: 'Smaller',
  download: 'Download',
  loading: 'The preview is being made…',
  failed: 'This file cannot be shown here. You can download it.',
  gone: 'This file is not there any more, or you may not see it.',
  other: 'The file is not what its name says. It is not shown; you can download it.',
  large: (size: string) => `The file is too large to be shown (${size}). You can download it.`,
  pixels: (width: string, height: string) => `The picture is too large to be shown (${width} × ${height}). You can download it.`,
  blocked: 'This page does not allow the preview of PDF files. You can download it.',
  locked: 'The file is protected by a password. You can download it.',
};
type Texts = typeof en;

const hans: Texts = {
  close: '关闭', previousFile: '上一个文件', nextFile: '下一个文件', place: (n, of) => `第${n}个文件，共${of}个`, previousPage: '上一页', nextPage: '下一页', page: (n, of) => `第${n}页，共${of}页`, larger: '放大', smaller: '缩小', download: '下载',
  loading: '正在生成预览…', failed: '此文件无法在此显示，您可以下载。', gone: '此文件已不存在，或您无权查看。', other: '文件内容与名称不符，不予显示，您可以下载。', large: (size) => `文件太大，无法显示（${size}）。您可以下载。`,
  pixels: (width, height) => `图片太大，无法显示（${width} × ${height}）。您可以下载。`, blocked: '此页面不允许预览PDF文件，您可以下载。', locked: '文件受密码保护，您可以下载。',
};
const hant: Texts = {
  close: '關閉', previousFile: '上一個檔案', nextFile: '下一個檔案', place: (n, of) => `第${n}個檔案，共${of}個`, previousPage: '上一頁', nextPage: '下一頁', page: (n, of) => `第${n}頁，共${of}頁`, larger: '放大', smaller: '縮小', download: '下載',
  loading: '正在產生預覽…', failed: '此檔案無法在此顯示，您可以下載。', gone: '此檔案已不存在，或您無權檢視。', other: '檔案內容與名稱不符，不予顯示，您可以下載。', large: (size) => `檔案太大，無法顯示（${size}）。您可以下載。`,
  pixels: (width, height) => `圖片太大，無法顯示（${width} × ${height}）。您可以下載。`, blocked: '此頁面不允許預覽PDF檔案，您可以下載。', locked: '檔案受密碼保護，您可以下載。',
};
const es: Texts = {
  close: 'Cerrar', previousFile: 'Archivo anterior', nextFile: 'Archivo siguiente', place: (n, of) => `Archivo ${n} de ${of}`, previousPage: 'Página anterior', nextPage: 'Página siguiente', page: (n, of) => `Página ${n} de ${of}`, larger: 'Ampliar', smaller: 'Reducir', download: 'Descargar',
  loading: 'Se está preparando la vista…', failed: 'Este archivo no se puede mostrar aquí. Puedes descargarlo.', gone: 'Este archivo ya no está, o no puedes verlo.', other: 'El archivo no es lo que dice su nombre. No se muestra; puedes descargarlo.', large: (size) => `El archivo es demasiado grande para mostrarlo (${size}). Puedes descargarlo.`,
  pixels: (width, height) => `La imagen es demasiado grande para mostrarla (${width} × ${height}). Puedes descargarla.`, blocked: 'Esta página no permite ver archivos PDF. Puedes descargarlo.', locked: 'El archivo está protegido con contraseña. Puedes descargarlo.',
};

export const PREVIEW_TEXTS: Readonly<Record<Language, Texts>> = { en, 'zh-Hans': hans, 'zh-Hant': hant, es };
