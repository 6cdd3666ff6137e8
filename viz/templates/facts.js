"use strict";
/* What the page knows: the lineage from the data block, words in two languages, and how facts are written out.
   Document text is only ever set as textContent, never as markup. */

const DATA = JSON.parse(document.getElementById("data").textContent);
const DOUBT = "probably_same_as";
const NODES = new Map(DATA.nodes.map((node) => [node.id, node]));
const EDGES = new Map(DATA.edges.map((edge) => [edge.id, edge]));
const EDGES_OF = new Map(DATA.nodes.map((node) => [node.id, []]));
/* An end may be missing among the nodes: such an edge is listed at its other end, and nothing leads along it. */
for (const edge of DATA.edges) for (const end of new Set([edge.from, edge.to])) EDGES_OF.get(end)?.push(edge);
const ROOT = NODES.get(DATA.root);

let lang = DATA.lang;

function say(key, values = {}) {
  return DATA.words.text[key][lang].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

function relationName(relation) {
  return DATA.words.relations[relation]?.[lang] ?? relation;
}

/* The relation as said of the document acted on; one that has no such words is only named. */
function inverseName(relation) {
  return DATA.words.inverse[relation]?.[lang] ?? relation;
}

function count(n) {
  return n.toLocaleString(lang === "vi" ? "vi-VN" : "en-GB");
}

/* A date, possibly partial: 05/6/2021 in Vietnamese, ISO in English, where a day and a month could be confused. */
function dateText(iso) {
  return !iso || lang === "en" ? iso ?? "" : vietnameseDate(iso);
}

/* As documents write it: days below 10, January and February with a zero (Nghị định 30/2020/NĐ-CP, phụ lục I), other months without. */
function vietnameseDate(iso) {
  const [year, month, day] = iso.split("-");
  return [day, month && (Number(month) > 2 ? Number(month) : month), year].filter(Boolean).join("/");
}

/* Whether something speaks against an edge: it leads to a suspect, or its reason tells. */
function isDoubtful(edge) {
  return edge.facts.suspect || Boolean(edge.facts.reason);
}

const LONGEST_NAME = 48;

/* The number; of a law that is known by its name only, the name. */
function nameOf(facts) {
  if (facts.number) return facts.number;
  if (facts.type && facts.title?.startsWith(`${facts.type} `) && facts.title.length <= LONGEST_NAME) return [facts.title, facts.date?.slice(0, 4)].filter(Boolean).join(", ");
  return [facts.type ?? say("unnumbered"), dateText(facts.date)].filter(Boolean).join(", ");
}

/* The second line of a card: the issuer, else the place. */
function issuerOf(facts) {
  return facts.issuer ?? placeText(facts) ?? "";
}

function placeText(facts) {
  if (!facts.place) return null;
  return facts.place_reason ? `${facts.place} (${say("inferred")})` : facts.place;
}

/* The third line: date, and the place if the issuer does not say it, else the type. */
function bylineOf(facts) {
  const place = facts.place && facts.issuer && !facts.issuer.includes(facts.place) ? placeText(facts) : null;
  return [place || !facts.number ? null : facts.type, facts.number ? dateText(facts.date) : null, place].filter(Boolean).join(" · ");
}

function levelName(level) {
  if (level === 0) return say("root");
  return say(level > 0 ? "level_n" : "ground_n", { n: Math.abs(level) });
}

/* A document that is probably the root stands in its level, but it is not the root. */
function levelOf(node) {
  return node.level === 0 && node !== ROOT ? say("level_n", { n: 0 }) : levelName(node.level);
}

/* One way to compare words whatever their diacritics, as `graph.fold` does it. */
function fold(text) {
  return text.replace(/[đĐðÐ]/g, "d").normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim().toLowerCase();
}

/* For every node the edge that leads towards the root: the fewest suspects first, then the fewest steps. */
const TOWARDS_ROOT = (() => {
  const towards = new Map([[DATA.root, null]]);
  let doubtless = [DATA.root];
  while (doubtless.length) {
    const doubtful = [];
    for (let i = 0; i < doubtless.length; i++) {
      for (const edge of EDGES_OF.get(doubtless[i])) {
        const other = edge.from === doubtless[i] ? edge.to : edge.from;
        if (towards.has(other) || !NODES.has(other)) continue;
        if (edge.facts.relation === DOUBT) {
          doubtful.push([other, edge]);
        } else {
          towards.set(other, edge);
          doubtless.push(other);
        }
      }
    }
    doubtless = [];
    for (const [other, edge] of doubtful) {
      if (towards.has(other)) continue;
      towards.set(other, edge);
      doubtless.push(other);
    }
  }
  return towards;
})();

/* The way from a node to the root: its nodes' ids and its edges' ids. */
function wayToRoot(id) {
  const nodes = [id], edges = [];
  for (let edge = TOWARDS_ROOT.get(id); edge; edge = TOWARDS_ROOT.get(id)) {
    id = edge.from === id ? edge.to : edge.from;
    nodes.push(id);
    edges.push(edge.id);
  }
  return { nodes, edges };
}

/* An element with attributes and children; strings become text nodes. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}
