/* How the graph is drawn on the canvas: cards, column headings, the lane of the suspects. Colours come from the style sheet. */

const CARD = DATA.card;
const FONT = '"Noto Sans", "Segoe UI", "Helvetica Neue", Roboto, Arial, "DejaVu Sans", sans-serif';
const READABLE = 0.34;   /* below this zoom, cards are drawn without text */
const NUMBERED = 0.16;   /* below this one, without their number too */
const LEVELS = 6;        /* colours for levels; deeper ones share the last */

const theme = new Map();

function colour(name) {
  if (!theme.has(name)) theme.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return theme.get(name);
}

function levelColour(level) {
  return colour(`level-${Math.min(Math.abs(level), LEVELS - 1)}`);
}

const clipped = new Map();
const wrapped = new Map();

/* The text as far as it fits, with an ellipsis. Measured at a zoom of 1, so that it can be kept. */
function clip(ctx, text, font, width) {
  const key = `${font}|${width}|${text}`;
  if (!clipped.has(key)) {
    ctx.font = font;
    let shown = text;
    while (shown && ctx.measureText(shown === text ? text : `${shown}…`).width > width) shown = shown.slice(0, -1).trimEnd();
    clipped.set(key, shown === text ? text : `${shown}…`);
  }
  return clipped.get(key);
}

/* The text on one line, or, if it is too long, on two that break between words. */
function wrap(ctx, text, font, width) {
  const key = `${font}|${width}|${text}`;
  if (!wrapped.has(key)) {
    ctx.font = font;
    const words = text.split(" ");
    let first = words.length;
    while (first > 1 && ctx.measureText(words.slice(0, first).join(" ")).width > width) first--;
    wrapped.set(key, [words.slice(0, first), words.slice(first)].filter((line) => line.length).map((line) => clip(ctx, line.join(" "), font, width)));
  }
  return wrapped.get(key);
}

/* The sign of a document: a written sheet if its text is held, an empty dotted one if it is only cited. */
function drawSheet(ctx, x, y, held) {
  ctx.lineWidth = 1.4;
  ctx.strokeStyle = held ? colour("ink") : colour("muted");
  ctx.fillStyle = colour("card");
  ctx.setLineDash(held ? [] : [2, 2]);
  ctx.beginPath();
  ctx.moveTo(x, y); ctx.lineTo(x + 8, y); ctx.lineTo(x + 12, y + 4); ctx.lineTo(x + 12, y + 15); ctx.lineTo(x, y + 15);
  ctx.closePath(); ctx.fill(); ctx.stroke();
  ctx.setLineDash([]);
  if (!held) return;
  ctx.beginPath();
  for (const line of [6, 9, 12]) { ctx.moveTo(x + 3, y + line); ctx.lineTo(x + 9, y + line); }
  ctx.lineWidth = 1;
  ctx.stroke();
}

function drawChip(ctx, right, y, text) {
  ctx.font = `600 10.5px ${FONT}`;
  const width = ctx.measureText(text).width + 14;
  ctx.fillStyle = colour("doubt");
  ctx.beginPath(); ctx.roundRect(right - width, y - 9, width, 18, 9); ctx.fill();
  ctx.fillStyle = colour("on-doubt");
  ctx.textAlign = "center";
  ctx.fillText(text, right - width / 2, y + 0.5);
  ctx.textAlign = "left";
}

/* One card with its centre at (x, y). */
function drawCard(ctx, node, x, y, { scale, chosen, dimmed }) {
  const { width, height } = CARD, left = x - width / 2, top = y - height / 2, facts = node.facts;
  ctx.save();
  if (scale < NUMBERED) {
    drawBlock(ctx, node, left, top, { chosen, dimmed });
    ctx.restore();
    return;
  }
  const outline = (grow) => { ctx.beginPath(); ctx.roundRect(left - grow, top - grow, width + 2 * grow, height + 2 * grow, 7 + grow); };
  outline(0);
  ctx.fillStyle = colour(facts.suspect ? "lane-solid" : "paper");
  ctx.fill();
  ctx.globalAlpha = dimmed ? 0.4 : 1;
  ctx.fillStyle = colour(facts.held ? "card" : "card-stub");
  ctx.fill();
  ctx.save(); ctx.clip(); ctx.fillStyle = levelColour(node.level); ctx.fillRect(left, top, 7, height); ctx.restore();
  const pen = 1 / Math.max(Math.min(scale, 1), 0.3);
  outline(0);
  ctx.lineWidth = (facts.suspect || facts.held ? 1.8 : 1.2) * pen;
  ctx.strokeStyle = colour(facts.suspect ? "doubt" : facts.held ? "frame" : "frame-stub");
  ctx.setLineDash(facts.suspect ? [7, 4] : facts.held ? [] : [2, 3]);
  ctx.stroke();
  ctx.setLineDash([]);
  if (chosen) { outline(4 * pen); ctx.lineWidth = 3 * pen; ctx.strokeStyle = colour("accent"); ctx.stroke(); }
  ctx.textBaseline = "middle";
  if (scale >= READABLE) {
    const inner = width - 26, at = left + 17;
    ctx.fillStyle = colour("ink");
    const heading = `600 15px ${FONT}`, line = `12px ${FONT}`;
    const name = clip(ctx, nameOf(facts), heading, inner - 20);
    const issuer = wrap(ctx, issuerOf(facts), line, inner), byline = clip(ctx, bylineOf(facts), line, inner);
    /* A card has room for four lines if they stand a little closer. */
    const [first, ...rest] = issuer.length > 1 ? [17, 34, 48, 64] : [19, 40, 59];
    ctx.font = heading; ctx.fillText(name, at, top + first);
    ctx.font = line;
    issuer.forEach((text, i) => ctx.fillText(text, at, top + rest[i]));
    ctx.fillStyle = colour("muted");
    ctx.fillText(byline, at, top + rest.at(-1));
    drawSheet(ctx, left + width - 23, top + 10, facts.held);
    if (facts.suspect) drawChip(ctx, left + width - 12, top + height + 1, say("suspect"));
  } else {
    const font = `600 26px ${FONT}`;
    const name = clip(ctx, nameOf(facts), font, width - 24);
    ctx.fillStyle = colour("ink"); ctx.font = font; ctx.fillText(name, left + 16, y);
  }
  ctx.restore();
}

/* A card from far away: a block in its level's colour, lighter for a stub, in the colour of doubt for a suspect. */
function drawBlock(ctx, node, left, top, { chosen, dimmed }) {
  ctx.globalAlpha = (node.facts.held ? 0.85 : 0.45) * (dimmed ? 0.4 : 1);
  ctx.fillStyle = chosen ? colour("accent") : node.facts.suspect ? colour("doubt") : levelColour(node.level);
  const grow = chosen ? CARD.height : 0;
  ctx.fillRect(left - grow, top - grow, CARD.width + 2 * grow, CARD.height + 2 * grow);
}

/* The id of the card at a point of the canvas. */
function cardAt({ x, y }, flow) {
  return DATA.nodes.find(({ at }) => Math.abs(at[flow].x - x) <= CARD.width / 2 && Math.abs(at[flow].y - y) <= CARD.height / 2)?.id ?? null;
}

/* The outline of some cards, in canvas units; with `edges`, of their ways too. */
function boundsOf(nodes, flow, edges = []) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const node of nodes) {
    const { x, y } = node.at[flow];
    box.left = Math.min(box.left, x - CARD.width / 2); box.right = Math.max(box.right, x + CARD.width / 2);
    box.top = Math.min(box.top, y - CARD.height / 2); box.bottom = Math.max(box.bottom, y + CARD.height / 2);
  }
  for (const edge of edges) {
    const way = pictureOf(edge, flow)?.box;
    if (!way) continue;
    box.left = Math.min(box.left, way.left); box.right = Math.max(box.right, way.right);
    box.top = Math.min(box.top, way.top); box.bottom = Math.max(box.bottom, way.bottom);
  }
  return box;
}

/* The size of headings, in canvas units: readable from afar. */
function headingSize(scale) {
  return 13 / Math.max(Math.min(scale, 1), 0.25);
}

/* What stands behind the cards: the lane of the suspects. */
function drawLane(ctx, { lane }, scale) {
  if (!lane) return;
  const { left, top, right, bottom } = lane, edge = 30, size = headingSize(scale);
  ctx.save();
  ctx.fillStyle = colour("lane");
  ctx.beginPath(); ctx.roundRect(left - edge, top - edge, right - left + 2 * edge, bottom - top + 2 * edge, 14); ctx.fill();
  ctx.font = `600 ${size}px ${FONT}`; ctx.fillStyle = colour("doubt-ink");
  ctx.textBaseline = "middle"; ctx.textAlign = "left"; ctx.fillText(say("suspect_branch"), left - edge + 4, bottom + edge + size);
  ctx.restore();
}

/* The name of each level over its column, or before its row; they stay in view. `corner` is the window's upper left one. */
function drawHeadings(ctx, ground, flow, scale, corner) {
  const size = headingSize(scale);
  ctx.save();
  ctx.font = `600 ${size}px ${FONT}`; ctx.textBaseline = "middle"; ctx.textAlign = "left";
  for (const [level, box] of ground.levels) {
    const label = headingOf(ground, level), width = ctx.measureText(label).width;
    const x = flow === "down" ? Math.max(ground.all.left - 24 - width, corner.x + size) : box.left;
    const y = flow === "down" ? (box.top + box.bottom) / 2 : Math.max(ground.all.top - size * 1.6, corner.y + size * 1.3);
    ctx.fillStyle = colour("paper"); ctx.globalAlpha = 0.88;
    ctx.beginPath(); ctx.roundRect(x - size * 0.5, y - size * 0.95, width + size, size * 1.9, size * 0.4); ctx.fill();
    ctx.fillStyle = levelColour(level); ctx.globalAlpha = 1;
    ctx.fillText(label, x, y);
  }
  ctx.restore();
}

function headingOf(ground, level) {
  return level === 0 ? levelName(0) : `${levelName(level)} · ${count(ground.sizes.get(level))}`;
}

/* The fixed parts of the ground for one flow. */
function groundOf(flow) {
  const byLevel = new Map();
  for (const node of DATA.nodes) byLevel.has(node.level) ? byLevel.get(node.level).push(node) : byLevel.set(node.level, [node]);
  const levels = [...byLevel].sort(([a], [b]) => a - b);
  const suspects = DATA.nodes.filter((node) => node.facts.suspect);
  return {
    all: boundsOf(DATA.nodes, flow, DATA.edges),
    levels: levels.map(([level, nodes]) => [level, boundsOf(nodes, flow)]),
    sizes: new Map(levels.map(([level, nodes]) => [level, nodes.length])),
    lane: suspects.length ? boundsOf(suspects, flow) : null,
  };
}
