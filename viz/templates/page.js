/* The page's behaviour: what is chosen, the keyboard, views, languages, and the state in the address. */

const graphView = document.getElementById("graph-view");
const tableView = document.getElementById("table-view");
const panel = document.getElementById("panel");
const SURELY = 1.3; /* how much larger the cards must get for levels to be rows and not columns */
let tableLanguage = null;

/* --- what is chosen */

function choose({ node = null, edge = null }, { fly = false } = {}) {
  state.node = NODES.has(node) ? node : null;
  state.edge = EDGES.has(edge) ? edge : null;
  const way = state.node ? wayToRoot(state.node) : null;
  if (state.edge) {
    const { from, to } = EDGES.get(state.edge);
    lit = new Set([from, to]);
    strong = new Set([state.edge]);
  } else if (way) {
    const around = EDGES_OF.get(state.node);
    lit = new Set([...way.nodes, ...around.flatMap((other) => [other.from, other.to])]);
    strong = new Set([...way.edges, ...around.map((other) => other.id)]);
  } else {
    lit = null;
    strong = new Set();
  }
  document.querySelector("main").classList.toggle("open", Boolean(state.node || state.edge));
  describe();
  // On a narrow screen the panel takes room from the graph: measure again before flying.
  network.setSize("100%", "100%");
  network.redraw();
  if (state.node && (fly || narrow.matches)) flyTo(state.node);
  if (state.edge && fly) flyToEdge(EDGES.get(state.edge));
  remember();
}

const visit = (chosen) => {
  if (state.view !== "graph") show("graph");
  choose(chosen, { fly: true });
};

function describe() {
  if (state.edge) showEdge(EDGES.get(state.edge), visit);
  else if (state.node) showNode(NODES.get(state.node), visit);
  else showHint(visit);
  if (state.edge || state.node) detail.prepend(make("button", { type: "button", id: "close", "aria-label": say("close"), title: say("close"), on: { click: () => { choose({}); graph.focus(); } } }, "×"));
}

network.on("click", ({ pointer }) => choose(idsAt(pointer.DOM)));

/* --- the keyboard: along a level to the next card, across levels to the nearest one, those joined to it first */

function neighbour(dx, dy) {
  const at = (node) => node.at[state.flow];
  const from = at(NODES.get(state.node));
  const across = (dx !== 0) === (state.flow === "right"), { level } = NODES.get(state.node);
  let best = null, least = Infinity;
  for (const node of DATA.nodes) {
    const x = at(node).x - from.x, y = at(node).y - from.y;
    const ahead = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (ahead <= 1 || (!across && node.level !== level)) continue;
    const joined = EDGES_OF.get(state.node).some((edge) => edge.from === node.id || edge.to === node.id);
    const far = ahead + 2 * aside - (joined ? 1e6 : 0);
    if (far < least) { least = far; best = node.id; }
  }
  return best;
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const KEYS = { "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => frame(true), Escape: () => choose({}) };

graph.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (ARROWS[event.key]) {
    const next = state.node ? neighbour(...ARROWS[event.key]) : DATA.root;
    if (next) choose({ node: next }, { fly: true });
  } else if (KEYS[event.key]) KEYS[event.key]();
  else return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && document.activeElement !== search) {
    search.focus();
    event.preventDefault();
  }
});

/* --- views and languages */

function show(view) {
  state.view = view;
  graphView.hidden = view !== "graph";
  tableView.hidden = view !== "table";
  panel.hidden = view !== "graph";
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const here = tab.dataset.view === view;
    tab.setAttribute("aria-selected", String(here));
    tab.tabIndex = here ? 0 : -1;
  }
  if (view === "table") ensureTable();
  else network.redraw();
  remember();
}

function ensureTable() {
  if (tableLanguage === lang) return;
  fillTable(tableView, visit);
  tableLanguage = lang;
}

function speak(language) {
  translate(language);
  describe();
  paint();
  if (state.view === "table") ensureTable();
  if (!found.hidden) offer();
  remember();
}

for (const button of document.querySelectorAll("[data-lang]")) button.addEventListener("click", () => speak(button.dataset.lang));
for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => show(tab.dataset.view));
  tab.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    show(state.view === "graph" ? "table" : "graph");
    document.getElementById(`tab-${state.view}`).focus();
  });
}
document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
document.getElementById("zoom-fit").addEventListener("click", () => frame(true));
document.getElementById("turn").addEventListener("click", () => { state.turned = true; turn(state.flow === "down" ? "right" : "down"); frame(false); remember(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);

/* On paper: light colours whatever the screen's, and the table after the graph. */
function forPaper(paper) {
  document.documentElement.toggleAttribute("data-paper", paper);
  paint();
  network.redraw();
  ensureTable();
  fillOn(Infinity);
}

addEventListener("beforeprint", () => forPaper(true));
addEventListener("afterprint", () => forPaper(false));

/* --- the state in the address */

function remember() {
  const parameters = new URLSearchParams({ lang, view: state.view });
  if (state.turned) parameters.set("flow", state.flow);
  if (state.node) parameters.set("node", state.node);
  if (state.edge) parameters.set("edge", state.edge);
  history.replaceState(null, "", `#${parameters}`);
}

(() => {
  const flow = ASKED.get("flow");
  state.turned = ["right", "down"].includes(flow);
  turn(state.turned ? flow : zoomFor("down") > zoomFor("right") * SURELY ? "down" : "right");
  frame(false);
  choose({ node: ASKED.get("node"), edge: ASKED.get("edge") }, { fly: true });
  show(ASKED.get("view") === "table" ? "table" : "graph");
})();
