/* The head of the page, and every word of it that stands in the template. Both stand before the graph is made, so that
   the graph finds its room as it will be. */

function fillHead() {
  const facts = ROOT.facts;
  document.getElementById("headline").replaceChildren(...[
    make("p", { class: "eyebrow" }, say(`lineage_of_${DATA.direction}`)),
    make("h1", {}, nameOf(facts)),
    make("p", { class: "byline" }, [facts.type, issuerOf(facts), dateText(facts.date)].filter(Boolean).join(" · ")),
    facts.title ? make("p", { class: "title", lang: "vi", title: facts.title }, facts.title) : null,
  ].filter(Boolean));
  const held = DATA.nodes.filter((node) => node.facts.held).length, doubtful = DATA.nodes.filter((node) => node.facts.suspect).length;
  document.getElementById("counts").replaceChildren(
    [say("count_documents", { n: count(DATA.nodes.length) }), say("count_held", { n: count(held) }), say("count_stubs", { n: count(DATA.nodes.length - held) }),
      ...(doubtful ? [say("count_suspects", { n: count(doubtful) })] : []), say("count_edges", { n: count(DATA.edges.length) })].join(" · "), " · ",
    make(DATA.truncated ? "strong" : "span", { class: DATA.truncated ? "truncated" : null }, say(DATA.truncated ? "truncated" : "complete")));
}

function translate(language) {
  lang = Object.hasOwn(DATA.words.text.held, language) ? language : DATA.lang;
  document.documentElement.lang = lang;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = say(element.dataset.text);
  for (const element of document.querySelectorAll("[data-placeholder]")) element.placeholder = say(element.dataset.placeholder);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset.label));
    if (element.tagName === "BUTTON") element.title = say(element.dataset.label);
  }
  for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
  fillHead();
  fillLegend();
}

const ASKED = new URLSearchParams(location.hash.slice(1));
const narrow = matchMedia("(max-width: 760px)");
document.getElementById("legend").open = !narrow.matches && innerHeight > 760;
translate(ASKED.get("lang") ?? lang);
