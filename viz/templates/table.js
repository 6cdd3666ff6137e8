/* The same as a table: every document with its relations and their evidence, for readers of lists, screen readers and paper.
   A long one is filled as it is scrolled. */

const ROWS = 100;
const scrolled = new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) fillOn(ROWS); }, { rootMargin: "600px" });
let rest = { body: null, more: null, nodes: [], choose: null };   /* what the table still lacks */

function tableRow(node, choose) {
  const facts = node.facts;
  const relations = EDGES_OF.get(node.id).filter((edge) => edge.from === node.id).map((edge) => make("li", {},
    sentenceTail(edge, choose),
    edge.facts.reason ? make("p", { class: "reason" }, edge.reason[lang]) : null,
    edge.facts.evidence.length ? make("details", {}, make("summary", {}, `${say("evidence")}: ${evidenceCount(edge.facts)}`), evidenceList(edge)) : null));
  return make("tr", { class: facts.suspect ? "doubtful" : null },
    make("td", { class: "level" }, make("span", { class: `bar level-${Math.min(Math.abs(node.level), LEVELS - 1)}`, "aria-hidden": "true" }), levelOf(node)),
    make("th", { scope: "row" }, documentButton(node.id, choose), facts.title ? make("p", { class: "title", lang: "vi" }, facts.title) : null),
    make("td", {}, facts.type ?? ""),
    make("td", {}, facts.issuer ?? ""),
    make("td", {}, placeText(facts) ?? ""),
    make("td", { class: "date" }, dateText(facts.date)),
    make("td", {}, badges(facts)),
    make("td", {}, relations.length ? make("ul", { class: "relations" }, ...relations) : ""));
}

function sentenceTail(edge, choose) {
  return make("p", { class: "sentence" }, swatch(edge.facts.relation), `${relationName(edge.facts.relation)} `, documentButton(edge.to, choose),
    make("span", { class: "quiet" }, ` · ${confidenceText(edge.facts)}`));
}

function fillTable(container, choose) {
  const columns = ["level", "number", "type", "issuer", "place", "date", "state", "edges"];
  const body = make("tbody"), more = make("p", { class: "more" });
  scrolled.disconnect();
  rest = { body, more, nodes: [...DATA.nodes], choose };
  container.replaceChildren(make("table", {}, make("caption", {}, headline()), make("thead", {}, make("tr", {}, ...columns.map((key) => make("th", { scope: "col" }, say(key))))), body), more);
  fillOn(ROWS);
}

/* Some more rows; below them a way to all that are left. */
function fillOn(rows) {
  const { body, more, nodes, choose } = rest;
  body?.append(...nodes.splice(0, rows).map((node) => tableRow(node, choose)));
  scrolled.disconnect();
  more?.replaceChildren(...(nodes.length ? [make("button", { type: "button", class: "link", on: { click: () => fillOn(Infinity) } }, say("rows_left", { n: count(nodes.length) }))] : []));
  /* Observed anew, it reports at once whether it is still in view. */
  if (nodes.length) scrolled.observe(more);
}

function headline() {
  return `${say(`lineage_of_${DATA.direction}`)} ${nameOf(ROOT.facts)}`;
}
