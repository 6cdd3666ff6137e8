/* How relations are drawn: along the ways that were laid beforehand, with an arrowhead and, where there is room, a name. */

const LABELLED = 40;       /* up to so many edges, each bears its relation's name */
const MANY = 300;          /* more edges are drawn fainter */
const CROWDED = 1200;      /* more edges are but a shade, and left out while the picture moves */
const LABELS_AT = [0.5, 0.35, 0.65, 0.22, 0.78];   /* where on an edge's first curve its name may stand */
const LABEL_FONT = `11.5px ${FONT}`;
const TOUCH = 12;          /* how near to an edge a click is meant for it, in pixels across it */

const touchstone = document.createElement("canvas").getContext("2d");

/* The parts of an edge's picture for each flow, made when first needed; none where an end is not in the picture. */
const pictures = { right: new Map(), down: new Map() };

function pictureOf(edge, flow) {
  const known = pictures[flow];
  if (!known.has(edge.id)) known.set(edge.id, edge.ways[flow] && pictured(edge, edge.ways[flow], flow));
  return known.get(edge.id);
}

function pictured(edge, way, flow) {
  const line = new Path2D(), n = way.length;
  line.moveTo(way[0], way[1]);
  for (let i = 2; i < n; i += 6) line.bezierCurveTo(...way.slice(i, i + 6));
  const [x, y] = way.slice(-2), before = along(way.slice(-8), 0.93);   /* not at the very end, since the curve turns on the way */
  const half = halfName(edge), places = LABELS_AT.map((t) => along(way.slice(0, 8), t));
  const labels = flow === "right" && isArc(way) ? places.map((place) => beside(way[0], place, half)) : places;
  const named = DATA.edges.length <= LABELLED ? labels.flatMap(({ x, y }) => [x - half, y - 8, x + half, y + 8]) : [];
  return { line, labels, tip: { x, y, angle: Math.atan2(y - before.y, x - before.x) }, box: extent([...way, ...named]) };
}

/* Whether a way leaves a column and comes back to it on the same side. */
function isArc(way) {
  return way.length === 8 && (way[2] - way[0]) * (way[4] - way[6]) > 0;
}

/* The place beside a column whose edge is at `x`, far enough from it for a name of twice this half not to run behind the cards. */
function beside(x, place, half) {
  const away = place.x - x;
  return { x: x + Math.sign(away) * Math.max(Math.abs(away), half + 6), y: place.y };
}

function nameOn(edge, name) {
  return name + (isDoubtful(edge) ? " ?" : "");
}

/* Half the breadth of the relation's name, in whichever language has the longer one: the picture stays as it is when they change. */
function halfName(edge) {
  const { relation } = edge.facts;
  touchstone.font = LABEL_FONT;
  return Math.max(...Object.values(DATA.words.relations[relation] ?? [relation]).map((name) => touchstone.measureText(nameOn(edge, name)).width)) / 2;
}

/* The point of a cubic Bézier curve at t. */
function along([x0, y0, x1, y1, x2, y2, x3, y3], t) {
  const u = 1 - t, at = (a, b, c, d) => u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
  return { x: at(x0, x1, x2, x3), y: at(y0, y1, y2, y3) };
}

function extent(way) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (let i = 0; i < way.length; i += 2) {
    box.left = Math.min(box.left, way[i]); box.right = Math.max(box.right, way[i]);
    box.top = Math.min(box.top, way[i + 1]); box.bottom = Math.max(box.bottom, way[i + 1]);
  }
  return box;
}

function drawEdge(ctx, edge, { line, tip }, { scale, strong, dimmed }) {
  const shade = !strong && DATA.edges.length > CROWDED;
  const pen = 1 / Math.max(Math.min(scale, 1), 0.25), width = (strong ? 3.2 : shade ? 1 : 1.7) * pen;
  ctx.globalAlpha = dimmed ? 0.2 : shade ? 0.16 : strong || DATA.edges.length <= MANY ? 0.95 : 0.5;
  ctx.strokeStyle = ctx.fillStyle = colour(`rel-${edge.facts.relation}`);
  ctx.lineWidth = width;
  ctx.setLineDash(isDoubtful(edge) ? [7 * pen, 5 * pen] : []);
  ctx.stroke(line);
  if (shade || scale < NUMBERED) return;
  const length = 11 * pen + width, half = 3.4 * pen + width / 2;
  ctx.save();
  ctx.translate(tip.x, tip.y); ctx.rotate(tip.angle);
  ctx.beginPath(); ctx.moveTo(0, 0); ctx.lineTo(-length, half); ctx.lineTo(-length * 0.75, 0); ctx.lineTo(-length, -half); ctx.closePath();
  ctx.globalAlpha = dimmed ? 0.3 : 1;
  ctx.fill();
  ctx.restore();
}

/* The relation's name, at the first place on the edge that is not taken. */
function drawLabel(ctx, edge, { labels }, dimmed, taken) {
  const { relation, suspect } = edge.facts, text = nameOn(edge, relationName(relation));
  ctx.font = LABEL_FONT; ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.lineJoin = "round"; ctx.setLineDash([]);
  ctx.globalAlpha = dimmed ? 0.35 : 1;
  const half = ctx.measureText(text).width / 2, boxes = labels.map(({ x, y }) => ({ left: x - half, right: x + half, top: y - 8, bottom: y + 8 }));
  const free = Math.max(boxes.findIndex((box) => !taken.some((other) => meet(box, other))), 0), label = labels[free];
  taken.push(boxes[free]);
  ctx.lineWidth = 5; ctx.strokeStyle = colour(suspect ? "lane-solid" : "paper"); ctx.strokeText(text, label.x, label.y);
  ctx.fillStyle = colour("ink"); ctx.fillText(text, label.x, label.y);
}

/* All edges that touch the window, the strong ones last; `look` says how each is to be seen. */
function drawEdges(ctx, flow, scale, view, look) {
  const seen = DATA.edges.map((edge) => ({ edge, picture: pictureOf(edge, flow), ...look(edge) }))
    .filter(({ picture }) => picture && meet(picture.box, view)).sort((a, b) => a.strong - b.strong);
  ctx.save();
  for (const { edge, picture, strong, dimmed } of seen) drawEdge(ctx, edge, picture, { scale, strong, dimmed });
  if (DATA.edges.length <= LABELLED && scale >= READABLE) {
    const taken = [], size = ({ picture: { box } }) => box.right - box.left + box.bottom - box.top;
    /* Short edges first: they have the fewest places for their names. */
    for (const { edge, picture, dimmed } of seen.sort((a, b) => size(a) - size(b))) drawLabel(ctx, edge, picture, dimmed, taken);
  }
  ctx.restore();
}

function meet(a, b) {
  return a.left <= b.right && a.right >= b.left && a.top <= b.bottom && a.bottom >= b.top;
}

/* The edge at a point of the canvas: the one right there, else one nearby. */
function edgeAt({ x, y }, flow, scale) {
  const reach = TOUCH / scale, near = { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
  const close = DATA.edges.filter((edge) => { const picture = pictureOf(edge, flow); return picture && meet(picture.box, near); });
  for (const breadth of [TOUCH / 3, TOUCH]) {
    touchstone.lineWidth = breadth / scale;
    const hit = close.find((edge) => touchstone.isPointInStroke(pictureOf(edge, flow).line, x, y));
    if (hit) return hit.id;
  }
  return null;
}
