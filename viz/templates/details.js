/* The panel beside the graph: the facts of a document, the evidence of a relation, the legend. */

const LISTED = 60;   /* so many relations of a document are listed at once */
const detail = document.getElementById("detail");

/* A document's name that leads to it; of one that is not shown here, its id. */
function documentButton(id, choose) {
  if (!NODES.has(id)) return make("span", {}, id);
  const facts = NODES.get(id).facts;
  return make("button", { type: "button", class: `link${facts.suspect ? " doubtful" : ""}`, on: { click: () => choose({ node: id }) } }, nameOf(facts));
}

function badge(kind, text) {
  return make("span", { class: `badge ${kind}` }, text);
}

function badges(facts) {
  return make("p", { class: "badges" }, badge(facts.held ? "held" : "stub", say(facts.held ? "held" : "stub")), facts.suspect ? badge("suspect", say("suspect")) : null);
}

function factsList(rows) {
  const list = make("dl");
  for (const [key, value] of rows) if (value) list.append(make("dt", {}, say(key)), make("dd", {}, value));
  return list;
}

function swatch(relation) {
  return make("span", { class: `swatch rel-${relation}`, "aria-hidden": "true" });
}

/* SOURCE relation TARGET as a line of three parts. */
function sentence(edge, choose) {
  return make("p", { class: "sentence" }, documentButton(edge.from, choose), make("span", { class: "verb" }, swatch(edge.facts.relation), relationName(edge.facts.relation)), documentButton(edge.to, choose));
}

/* Who says so: a document of this lineage by its name, another by its id. */
function speaker(id) {
  return NODES.has(id) ? nameOf(NODES.get(id).facts) : id;
}

/* A piece's words. The parts that segments name are parted visibly: the text between them is left out. */
function quotation(piece) {
  return make("blockquote", { lang: "vi" }, ...partsOf(piece).flatMap((part, i) => (i ? [make("span", { class: "gap" }, " […] "), part] : [part])));
}

/* Segments count code points of the source; the quote joins their texts by one space. */
function partsOf({ quote, segments }) {
  const points = [...quote], lengths = (segments ?? []).map(({ start, end }) => end - start);
  if (lengths.length < 2 || lengths.reduce((sum, n) => sum + n + 1, -1) !== points.length) return [quote];
  let at = 0;
  return lengths.map((n) => { const part = points.slice(at, at + n).join(""); at += n + 1; return part; });
}

function spansOf({ start, end, segments }) {
  return (segments ?? [{ start, end }]).map((span) => `${span.start}–${span.end}`).join(", ");
}

function evidenceList(edge) {
  const facts = edge.facts;
  if (!facts.evidence.length) return make("p", { class: "quiet" }, say("no_evidence"));
  const list = make("ol", { class: "evidence" });
  for (const piece of facts.evidence) {
    list.append(make("li", {},
      quotation(piece),
      make("p", { class: "quiet" }, [say("says", { who: speaker(piece.document) }), say("rule", { rule: piece.rule }),
        say("offsets", { spans: spansOf(piece) }), say("file", { hash: piece.source.slice(0, 12) })].join(" · "))));
  }
  return list;
}

function confidenceText(facts) {
  return `${say("confidence")} ${Math.round(facts.confidence * 100)}%`;
}

function evidenceCount(facts) {
  const shown = facts.evidence.length, n = facts.evidence_total;
  if (!shown) return null;
  return shown === n ? say("evidence_all", { n: count(n) }) : say("evidence_some", { shown: count(shown), n: count(n) });
}

function showEdge(edge, choose) {
  const facts = edge.facts;
  detail.replaceChildren(...[
    make("p", { class: "eyebrow" }, say("evidence")),
    sentence(edge, choose),
    facts.suspect ? make("p", { class: "badges" }, badge("suspect", say("suspect"))) : null,
    facts.reason ? make("p", { class: "reason" }, make("strong", {}, `${say("reason")}: `), edge.reason[lang]) : null,
    make("p", { class: "quiet" }, [confidenceText(facts), evidenceCount(facts)].filter(Boolean).join(" · ")),
    evidenceList(edge),
  ].filter(Boolean));
}

/* What the document does to others, then what others do to it: each with a way there and one to its evidence. */
function relationsOf(id, edges, choose) {
  const order = Object.keys(DATA.words.relations), rank = (edge) => order.indexOf(edge.facts.relation);
  const sorted = (end) => edges.filter((edge) => edge[end] === id).sort((a, b) => rank(a) - rank(b));
  const lines = [...sorted("from").map((edge) => [edge, relationName, edge.to]), ...sorted("to").map((edge) => [edge, inverseName, edge.from])];
  if (!lines.length) return null;
  const list = make("ul", { class: "relations" }), left = lines.length - LISTED;
  const show = (some) => list.append(...some.map(([edge, verb, other]) => relationLine(edge, verb(edge.facts.relation), other, choose)));
  show(lines.slice(0, LISTED));
  const more = left > 0 ? make("button", { type: "button", class: "link", on: { click: () => { more.remove(); show(lines.slice(LISTED)); } } }, say("relations_left", { n: count(left) })) : null;
  return make("section", {}, make("h3", {}, say("edges")), list, more);
}

function relationLine(edge, verb, other, choose) {
  return make("li", { class: "relation" }, swatch(edge.facts.relation),
    make("span", { class: "line" }, `${verb} `, documentButton(other, choose), isDoubtful(edge) ? ` (${say("suspect")})` : ""),
    make("button", { type: "button", class: "proof", "aria-label": say("evidence"), title: say("evidence"), on: { click: () => choose({ edge: edge.id }) } }, "“…”"));
}

function wayHome(id, choose) {
  const { nodes } = wayToRoot(id);
  if (nodes.length < 2) return null;
  const list = make("ol", { class: "way" });
  for (const step of nodes) list.append(make("li", {}, documentButton(step, choose)));
  return make("section", {}, make("h3", {}, say("way_to_root")), list);
}

function showNode(node, choose) {
  const facts = node.facts, edges = EDGES_OF.get(node.id);
  detail.replaceChildren(...[
    make("p", { class: "eyebrow" }, say("document")),
    make("h2", {}, nameOf(facts)),
    badges(facts),
    facts.title ? make("p", { class: "title", lang: "vi" }, facts.title) : null,
    factsList([
      ["number", facts.number], ["type", facts.type], ["issuer", facts.issuer], ["place", placeText(facts)], ["reason", node.reason?.[lang]],
      ["date", dateText(facts.date)], ["level", levelOf(node)],
      ["state", [say(facts.held ? "held_long" : "stub_long"), facts.suspect ? say("suspect_long") : null].filter(Boolean).join(" ")],
      ["identifier", facts.id],
    ]),
    wayHome(node.id, choose),
    relationsOf(node.id, edges, choose),
  ].filter(Boolean));
}

function showHint(choose) {
  showNode(ROOT, choose);
  detail.prepend(make("p", { class: "quiet hint" }, say("hint")));
}

function fillLegend() {
  const present = new Set(DATA.edges.map((edge) => edge.facts.relation));
  const relations = Object.keys(DATA.words.relations).filter((relation) => present.has(relation));
  const levels = [...new Set(DATA.nodes.map((node) => node.level))].sort((a, b) => a - b);
  const item = (mark, text) => make("li", {}, mark, text);
  const mark = (kind) => make("span", { class: `mark ${kind}`, "aria-hidden": "true" });
  document.getElementById("legend-body").replaceChildren(
    make("h3", {}, say("legend_cards")),
    make("ul", {}, item(mark("held"), say("held")), item(mark("stub"), say("stub")), item(mark("suspect"), say("suspect"))),
    make("h3", {}, say("legend_levels")),
    make("ul", {}, ...levels.map((level) => item(make("span", { class: `bar level-${Math.min(Math.abs(level), LEVELS - 1)}`, "aria-hidden": "true" }), levelName(level)))),
    ...(relations.length ? [make("h3", {}, say("legend_edges")), make("ul", {}, ...relations.map((relation) => item(swatch(relation), relationName(relation))))] : []),
  );
}
