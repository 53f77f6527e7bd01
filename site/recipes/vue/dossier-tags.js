/** Tags that Vue leaves to the browser. */
const DOSSIER = /^(archive|classification|contact|correction|customer|dossier|notice|presence|record|relation|reminder|sync|transaction)-/;

export const isCustomElement = (tag) => DOSSIER.test(tag);
