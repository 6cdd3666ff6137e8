/* Search: all words, diacritics optional; the numbers that begin so come first. */

const search = document.getElementById("search");
const found = document.getElementById("found");
const matches = document.getElementById("matches");
const MATCHES = 12;

const INDEX = DATA.nodes.map((node) => {
  const { number, type, issuer, place, date, title } = node.facts;
  const dates = date ? [date, vietnameseDate(date), date.split("-").reverse().map(Number).join("/")] : [];
  return { node, number: fold(number ?? ""), text: fold([number, type, issuer, place, title, ...dates].filter(Boolean).join(" ")) };
});

function lookUp(query) {
  const words = fold(query).split(" ").filter(Boolean);
  if (!words.length) return [];
  const exact = words.join(" ");
  const rank = ({ number }) => (number === exact ? 0 : number.startsWith(exact) ? 1 : 2);
  return INDEX.filter(({ text }) => words.every((word) => text.includes(word))).sort((a, b) => rank(a) - rank(b)).map(({ node }) => node);
}

function offer() {
  const all = lookUp(search.value), shown = all.slice(0, MATCHES), asked = search.value.trim() !== "";
  const key = !all.length ? "search_none" : all.length > shown.length ? "search_first" : "search_some";
  document.getElementById("found-count").textContent = asked ? say(key, { n: count(all.length), shown: shown.length }) : "";
  matches.replaceChildren(...shown.map((node, i) => make("li", { role: "option", id: `match-${i}`, "aria-selected": i === 0 ? "true" : "false", "data-id": node.id,
    on: { mousedown: (event) => { event.preventDefault(); take(node.id); } } },
  make("strong", {}, nameOf(node.facts)), make("span", { class: "quiet" }, [issuerOf(node.facts), bylineOf(node.facts)].filter(Boolean).join(" · ")))));
  found.hidden = !asked;
  search.setAttribute("aria-expanded", String(asked));
  pointTo(0);
}

function pointTo(place) {
  [...matches.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === place)));
  const item = matches.children[place];
  if (item) { search.setAttribute("aria-activedescendant", item.id); item.scrollIntoView({ block: "nearest" }); }
  else search.removeAttribute("aria-activedescendant");
}

function take(id) {
  found.hidden = true;
  search.setAttribute("aria-expanded", "false");
  visit({ node: id });
}

search.addEventListener("input", offer);
search.addEventListener("focus", () => { if (search.value.trim()) offer(); });
search.addEventListener("blur", () => { found.hidden = true; search.setAttribute("aria-expanded", "false"); });
search.addEventListener("keydown", (event) => {
  const items = [...matches.children], at = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown") pointTo(Math.min(at + 1, items.length - 1));
  else if (event.key === "ArrowUp") pointTo(Math.max(at - 1, 0));
  else if (event.key === "Enter" && items[at]) take(items[at].dataset.id);
  else if (event.key === "Escape") { search.value = ""; offer(); graph.focus(); }
  else return;
  event.preventDefault();
});
