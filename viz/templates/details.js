/* The panel beside the graph: the facts of a document, the evidence of a relation, the legend. */

const detail = document.getElementById("detail");

function documentButton(id, choose) {
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

function evidenceList(edge) {
  const facts = edge.facts;
  if (!facts.evidence.length) return make("p", { class: "quiet" }, say("no_evidence"));
  const list = make("ol", { class: "evidence" });
  for (const piece of facts.evidence) {
    list.append(make("li", {},
      make("blockquote", { lang: "vi" }, piece.quote),
      make("p", { class: "quiet" }, [say("says", { who: speaker(piece.document) }), say("rule", { rule: piece.rule }),
        say("offsets", { start: piece.start, end: piece.end }), say("file", { hash: piece.source.slice(0, 12) })].join(" · "))));
  }
  return list;
}

function confidenceText(facts) {
  return `${say("confidence")} ${Math.round(facts.confidence * 100)} %`;
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
    facts.reason ? make("p", { class: "reason" }, make("strong", {}, `${say("reason")}: `), facts.reason) : null,
    make("p", { class: "quiet" }, [confidenceText(facts), evidenceCount(facts)].filter(Boolean).join(" · ")),
    evidenceList(edge),
  ].filter(Boolean));
}

function edgeGroup(title, edges, end, choose) {
  if (!edges.length) return null;
  const list = make("ul", { class: "relations" });
  for (const edge of edges) {
    const other = edge[end], facts = NODES.get(other).facts;
    const label = end === "to" ? [relationName(edge.facts.relation), nameOf(facts)] : [nameOf(facts), relationName(edge.facts.relation)];
    list.append(make("li", {}, make("button", { type: "button", class: "relation", on: { click: () => choose({ edge: edge.id }) } },
      swatch(edge.facts.relation), make("span", {}, label.join(" "), edge.facts.suspect ? ` (${say("suspect")})` : ""))));
  }
  return make("section", {}, make("h3", {}, title), list);
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
      ["number", facts.number], ["type", facts.type], ["issuer", facts.issuer], ["place", placeText(facts)], ["reason", facts.place_reason],
      ["date", dateText(facts.date)], ["level", levelOf(node)],
      ["state", [say(facts.held ? "held_long" : "stub_long"), facts.suspect ? say("suspect_long") : null].filter(Boolean).join(" ")],
      ["identifier", facts.id],
    ]),
    wayHome(node.id, choose),
    edgeGroup(say("edges_out"), edges.filter((edge) => edge.from === node.id), "to", choose),
    edgeGroup(say("edges_in"), edges.filter((edge) => edge.to === node.id), "from", choose),
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
