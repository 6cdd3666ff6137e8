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

network.on("beforeDrawing", (ctx) => drawGround(ctx, grounds[state.flow], state.flow, network.getScale()));

/* --- the camera */

function framed(flow) {
  const { all, lane } = grounds[flow], side = flow === "down" ? 120 : 36;
  return { left: all.left - side, top: all.top - 44, right: all.right + 36, bottom: all.bottom + (lane ? 44 : 28) };
}

function zoomFor(flow) {
  const box = framed(flow);
  return Math.min(1.15, graph.clientWidth / (box.right - box.left), graph.clientHeight / (box.bottom - box.top));
}

/* Everything, or, where everything would be too small to read, the root and what is next to it. */
function frame(whole) {
  const box = framed(state.flow), scale = zoomFor(state.flow), { clientWidth: width, clientHeight: height } = graph;
  if (whole || scale >= LEGIBLE) {
    network.moveTo({ position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, scale });
    return;
  }
  const near = Math.max(scale, narrow.matches ? 0.72 : 0.6), half = { x: width / near / 2, y: height / near / 2 };
  const root = state.flow === "down" ? ROOT.down : ROOT;
  const within = (at, low, high, room) => (high - low <= 2 * room ? (low + high) / 2 : Math.min(Math.max(at, low + room), high - room));
  const ahead = state.flow === "down" ? { x: 0, y: half.y } : { x: half.x, y: 0 };
  network.moveTo({ position: { x: within(root.x + ahead.x, box.left, box.right, half.x), y: within(root.y + ahead.y, box.top, box.bottom, half.y) }, scale: near });
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.02), 3), animation: !calm.matches && { duration: 150 } });
}

function flyTo(id) {
  network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: !calm.matches && { duration: 450, easingFunction: "easeInOutQuad" } });
}
