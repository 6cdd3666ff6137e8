/* The graph: vis-network with our cards, its edges' looks, and the camera. */

const graph = document.getElementById("graph");
const LABELLED = 40;       /* up to so many edges, each bears its relation's name */
const MANY = 300;          /* more edges are drawn fainter */
const LEGIBLE = 0.5;       /* the page never opens at a zoom at which cards cannot be read */
const OPTIONS = JSON.parse(DATA.options);
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const state = { view: "graph", flow: null, turned: false, node: null, edge: null };
let lit = null;            /* ids on the way from the chosen to the root; null if nothing is chosen */

const nodes = new vis.DataSet(DATA.nodes.map((node) => ({
  id: node.id, x: node.x, y: node.y, shape: "custom",
  ctxRenderer: ({ ctx, id, x, y }) => ({
    drawNode: () => drawCard(ctx, NODES.get(id), x, y, { scale: network.getScale(), chosen: state.node === id, dimmed: lit !== null && !lit.has(id) }),
    nodeDimensions: CARD,
  }),
})));
const edges = new vis.DataSet(DATA.edges.map((edge) => ({ id: edge.id, from: edge.from, to: edge.to })));
const network = new vis.Network(graph, { nodes, edges }, OPTIONS);
const grounds = { right: groundOf("right"), down: groundOf("down") };

/* --- drawing */

function edgeLook(edge) {
  const { relation, suspect } = edge.facts, ink = colour(`rel-${relation}`);
  return {
    id: edge.id,
    color: { color: ink, highlight: ink, hover: ink, opacity: onWay(edge) ? (DATA.edges.length > MANY ? 0.5 : 0.95) : 0.2 },
    width: 1.7, selectionWidth: 1.8, hoverWidth: 0.6,
    dashes: suspect ? [7, 5] : false,
    label: DATA.edges.length <= LABELLED ? relationName(relation) + (suspect ? " ?" : "") : undefined,
    font: { face: FONT, size: 11.5, color: colour("ink"), strokeWidth: 5, strokeColor: colour(suspect ? "lane-solid" : "paper"), align: "horizontal", vadjust: 0 },
    smooth: edgeCurve(edge),
  };
}

function edgeCurve(edge) {
  if (!OPTIONS.edges.smooth) return false;
  if (edge.bend) return { enabled: true, type: "curvedCW", roundness: 0.16 * edge.bend };
  const level = (id) => NODES.get(id).level;
  if (level(edge.from) === level(edge.to)) return false;
  return { enabled: true, type: "cubicBezier", forceDirection: state.flow === "down" ? "vertical" : "horizontal", roundness: 0.85 };
}

/* Edges beside the chosen way fade; there are too many to repaint at every choice in a large lineage. */
function onWay(edge) {
  return !lit || DATA.edges.length > MANY || (lit.has(edge.from) && lit.has(edge.to));
}

function paint() {
  theme.clear();
  edges.update(DATA.edges.map(edgeLook));
}

function turn(flow) {
  state.flow = flow;
  nodes.update(DATA.nodes.map((node) => ({ id: node.id, ...(flow === "down" ? node.down : { x: node.x, y: node.y }) })));
  paint();
}

network.on("beforeDrawing", (ctx) => drawLane(ctx, grounds[state.flow], network.getScale()));
network.on("afterDrawing", (ctx) => drawHeadings(ctx, grounds[state.flow], state.flow, network.getScale(), network.DOMtoCanvas({ x: 0, y: 0 })));

/* --- the camera */

/* Room around the cards, in pixels: for headings and the name of the suspects' lane. */
function margins(flow) {
  const { lane, levels } = grounds[flow];
  const names = flow === "down" ? 9 * Math.max(...levels.map(([level]) => headingOf(grounds[flow], level).length)) : 0;
  return { left: 36 + names, top: 44, right: 36, bottom: lane ? 48 : 24 };
}

/* The zoom at which everything fits. */
function zoomFor(flow) {
  const { all } = grounds[flow], room = margins(flow);
  const across = (graph.clientWidth - room.left - room.right) / (all.right - all.left);
  const along = (graph.clientHeight - room.top - room.bottom) / (all.bottom - all.top);
  return Math.max(Math.min(1.15, across, along), 0.005);
}

/* Everything, or, where everything would be too small to read, the root and what is next to it. */
function frame(whole) {
  const fit = zoomFor(state.flow), near = whole || fit >= LEGIBLE ? fit : narrow.matches ? 0.72 : 0.6;
  const { all } = grounds[state.flow], room = margins(state.flow), root = state.flow === "down" ? ROOT.down : ROOT;
  const half = { x: graph.clientWidth / near / 2, y: graph.clientHeight / near / 2 };
  const box = { left: all.left - room.left / near, top: all.top - room.top / near, right: all.right + room.right / near, bottom: all.bottom + room.bottom / near };
  const within = (at, low, high, reach) => (high - low <= 2 * reach + 1 ? (low + high) / 2 : Math.min(Math.max(at, low + reach), high - reach));
  const ahead = state.flow === "down" ? { x: 0, y: half.y - CARD.height } : { x: half.x - CARD.width / 2 - 36, y: 0 };
  const position = { x: within(root.x + ahead.x, box.left, box.right, half.x), y: within(root.y + ahead.y, box.top, box.bottom, half.y) };
  network.moveTo({ position, scale: near });
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.02), 3), animation: !calm.matches && { duration: 150 } });
}

function flyTo(id) {
  network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: !calm.matches && { duration: 450, easingFunction: "easeInOutQuad" } });
}
