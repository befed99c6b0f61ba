/* What the functions say comes after what the plans say. */
var Scorer = {
  score: ([page, title, anchor, about, score]) => score - (page.startsWith("api/") ? 40 : 0) - (page === "changelog" || page === "run" ? 20 : 0),
  objNameMatch: 11, objPartialMatch: 6, objPrio: { 0: 15, 1: 5, 2: -5 }, objPrioDefault: 0,
  title: 15, partialTitle: 7, term: 5, partialTerm: 2,
};
