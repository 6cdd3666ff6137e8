/* The graph: vis-network with our cards, our edges behind them, and the camera. */

const graph = document.getElementById("graph");
const LEGIBLE = 0.5;       /* the page never opens at a zoom at which cards cannot be read */
const OPTIONS = JSON.parse(DATA.options);
const BOTH_WAYS = DATA.nodes.some(({ level }) => level < 0) && DATA.nodes.some(({ level }) => level > 0);
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const state = { view: "graph", flow: "right", turned: false, node: null, edge: null };
let lit = null;            /* ids on the way from the chosen to the root; null if nothing is chosen */
let strong = new Set();    /* ids of the edges on that way */
let hovered = null;        /* id of the edge under the pointer */
let moving = false;

const nodes = new vis.DataSet(DATA.nodes.map((node) => ({
  /* vis-network takes a custom shape for a square of twice this size: large enough that no card in view is left out. */
  id: node.id, ...node.at.right, shape: "custom", size: CARD.width / 2,
  ctxRenderer: ({ ctx, id, x, y }) => ({
    drawNode: () => drawCard(ctx, NODES.get(id), x, y, { scale: network.getScale(), chosen: state.node === id, dimmed: lit !== null && !lit.has(id) }),
    nodeDimensions: CARD,
  }),
})));
const network = new vis.Network(graph, { nodes, edges: [] }, OPTIONS);
const grounds = { right: groundOf("right"), down: groundOf("down") };

/* --- drawing */

/* Edges beside the chosen way fade; in a large lineage all are faint as it is. */
function edgeLook(edge) {
  const onWay = !lit || DATA.edges.length > MANY || (lit.has(edge.from) && lit.has(edge.to));
  return { strong: strong.has(edge.id) || edge.id === hovered, dimmed: !onWay };
}

function paint() {
  theme.clear();
  network.redraw();
}

function turn(flow) {
  state.flow = flow;
  nodes.update(DATA.nodes.map((node) => ({ id: node.id, ...node.at[flow] })));
}

function windowOnCanvas() {
  const from = network.DOMtoCanvas({ x: 0, y: 0 }), to = network.DOMtoCanvas({ x: graph.clientWidth, y: graph.clientHeight });
  return { left: from.x, top: from.y, right: to.x, bottom: to.y };
}

network.on("beforeDrawing", (ctx) => {
  const scale = network.getScale();
  drawLane(ctx, grounds[state.flow], scale);
  if (moving && DATA.edges.length > CROWDED) return;
  drawEdges(ctx, state.flow, scale, windowOnCanvas(), edgeLook);
});
network.on("afterDrawing", (ctx) => drawHeadings(ctx, grounds[state.flow], state.flow, network.getScale(), network.DOMtoCanvas({ x: 0, y: 0 })));

/* While a large picture moves, it goes without its edges. */
let stillAgain = 0;
function move() {
  moving = true;
  clearTimeout(stillAgain);
  stillAgain = setTimeout(() => { moving = false; network.redraw(); }, 200);
}

network.on("dragging", move);
network.on("zoom", move);

/* What is under the pointer, by its place in the graph's element. */
function idsAt(point) {
  const at = network.DOMtoCanvas(point), node = cardAt(at, state.flow);
  return { node, edge: node ? null : edgeAt(at, state.flow, network.getScale()) };
}

graph.addEventListener("pointermove", (event) => {
  if (event.buttons || event.pointerType === "touch") return;
  const box = graph.getBoundingClientRect(), { node, edge } = idsAt({ x: event.clientX - box.left, y: event.clientY - box.top });
  graph.style.cursor = node || edge ? "pointer" : "";
  if (edge === hovered) return;
  hovered = edge;
  network.redraw();
});

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
  const { all } = grounds[state.flow], room = margins(state.flow), root = ROOT.at[state.flow];
  const half = { x: graph.clientWidth / near / 2, y: graph.clientHeight / near / 2 };
  const box = { left: all.left - room.left / near, top: all.top - room.top / near, right: all.right + room.right / near, bottom: all.bottom + room.bottom / near };
  const within = (at, low, high, reach) => (high - low <= 2 * reach + 1 ? (low + high) / 2 : Math.min(Math.max(at, low + reach), high - reach));
  /* The root stands where the lineage begins; in the middle, where it goes both ways. */
  const ahead = BOTH_WAYS ? { x: 0, y: 0 } : state.flow === "down" ? { x: 0, y: half.y - CARD.height } : { x: half.x - CARD.width / 2 - 36, y: 0 };
  const position = { x: within(root.x + ahead.x, box.left, box.right, half.x), y: within(root.y + ahead.y, box.top, box.bottom, half.y) };
  network.moveTo({ position, scale: near });
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.02), 3), animation: !calm.matches && { duration: 150 } });
}

function flyToEdge(edge) {
  const picture = pictureOf(edge, state.flow);
  if (picture) network.moveTo({ position: picture.labels[0], animation: !calm.matches && { duration: 450, easingFunction: "easeInOutQuad" } });
}

function flyTo(id) {
  network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: !calm.matches && { duration: 450, easingFunction: "easeInOutQuad" } });
}
