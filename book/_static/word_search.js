// Search that finds all forms of a word. book/_ext/stemmer.py made the index by the same rules;
// searchRules, for this page's language, comes from a line that book/_ext/word_search.py puts into each page.

const apostropheInside = `(?<=[а-яіїєґё])[${searchRules.apostrophes}](?=[а-яіїєґё])`;
const apostrophes = new RegExp(apostropheInside, "g");
const wordPattern = new RegExp(`(?:[\\p{L}\\p{N}_]|${apostropheInside})+`, "giu");

// A step of the rules as two arguments of String.replace.
function replacement(step) {
  if (step.cut) {
    const kept = step.after ? `[${step.after}]` : ".";
    const endings = step.cut.replaceAll(" ", "|");
    return [new RegExp(`^(.{${(step.keep ?? 3) - 1},}?${kept})(?:${endings})$`), "$1"];
  }
  if (step.change) {
    return [new RegExp(`(?:${Object.keys(step.change).join("|")})$`), (ending) => step.change[ending]];
  }
  const consonant = `[${searchRules.consonants}]`;
  return [new RegExp(`^(.+${consonant})[${step.fleeting}](${consonant})$`), "$1$2"];
}

const replacements = searchRules.steps.map(replacement);

const knownStems = new Map();

function stemOf(word) {
  if (!knownStems.has(word)) {
    let plain = word.toLowerCase().replace(apostrophes, "");
    for (const [letter, other] of Object.entries(searchRules.letters)) plain = plain.replaceAll(letter, other);
    knownStems.set(word, replacements.reduce((stem, [pattern, newText]) => stem.replace(pattern, newText), plain));
  }
  return knownStems.get(word);
}

function stemsOf(text) {
  return new Set((text.match(wordPattern) ?? []).map(stemOf));
}

// Wrap each word whose stem is wanted into a span; formulas, scripts and buttons stay as they are.
function wrapWords(root, wanted) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    if (text.parentElement.closest(".math, .headerlink, button, script, style, svg")) continue;
    for (const { 0: word, index } of [...text.data.matchAll(wordPattern)].reverse()) {
      if (!wanted(stemOf(word))) continue;
      const span = document.createElement("span");
      span.className = "highlighted";
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      range.surroundContents(span);
    }
  }
}

// As Sphinx finds pages: by whole words, and where there is none, by a part of a word.
function highlightWords(root, stems) {
  wrapWords(root, (stem) => stems.has(stem));
  if (root.querySelector("span.highlighted")) return;
  wrapWords(root, (stem) => [...stems].some((part) => part.length > 2 && stem.includes(part)));
}

// The place that has most of the words looked for; a heading rather than a paragraph, text rather than code,
// the first of several.
function bestPlace(root) {
  const places = new Map();
  for (const match of root.querySelectorAll("span.highlighted")) {
    const element = match.closest("h1, h2, h3, h4, p, li, dt, dd, td, th, pre, figcaption, summary") ?? match;
    if (!places.has(element)) places.set(element, { element, match, stems: new Set() });
    places.get(element).stems.add(stemOf(match.textContent));
  }
  const isHeading = ({ element }) => element.matches("h1, h2, h3, h4");
  const isCode = ({ element }) => element.matches("pre");
  const order = (a, b) => b.stems.size - a.stems.size || isHeading(b) - isHeading(a) || isCode(a) - isCode(b);
  return [...places.values()].sort(order)[0];
}

function show(match) {
  for (let fold = match.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
  match.scrollIntoView({ block: "center" });
}

// A page opened from the results has their words in its address: ….html?highlight=words. Sphinx calls this
// on every page but those of the search.
SphinxHighlight.highlightSearchWords = () => {
  const stems = stemsOf(new URLSearchParams(window.location.search).get("highlight") ?? "");
  const article = document.querySelector("article");
  if (!stems.size || !article) return;
  highlightWords(article, stems);
  const place = bestPlace(article);
  if (!place || window.location.hash) return;
  show(place.match);

  // Pictures and formulas come later and move the text.
  let readerMoved = false;
  for (const event of ["wheel", "touchmove", "keydown", "mousedown"]) {
    window.addEventListener(event, () => { readerMoved = true; }, { once: true, passive: true });
  }
  window.addEventListener("load", async () => {
    await window.MathJax?.startup?.promise;
    if (!readerMoved) show(place.match);
  });
};

// Under each result: the place that has most of the words, below the page's title or in the section found.
function excerpt(html, stems, section) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const article = page.getElementById(section) ?? page.querySelector("article");
  article.querySelector("h1, h2, h3, h4")?.remove();
  highlightWords(article, stems);
  const summary = document.createElement("p");
  summary.className = "context";
  const place = bestPlace(article);
  if (!place) return summary;
  for (const formula of place.element.querySelectorAll(".math")) formula.textContent = "…";
  for (const link of place.element.querySelectorAll(".headerlink")) link.remove();
  const before = page.createRange();
  before.setStart(place.element, 0);
  before.setEndBefore(place.match);
  const text = place.element.textContent.trimEnd();
  const start = text.lastIndexOf(" ", before.toString().length - 120) + 1; // where a word begins
  const end = start + 240;
  summary.textContent = (start > 0 ? "…" : "") + text.slice(start, end).trim() + (end < text.length ? "…" : "");
  highlightWords(summary, stems);
  return summary;
}

async function addExcerpt(result) {
  const { pathname, search, hash } = result.querySelector("a");
  const answer = await fetch(pathname);
  const stems = stemsOf(new URLSearchParams(search).get("highlight"));
  result.append(excerpt(await answer.text(), stems, decodeURIComponent(hash.slice(1))));
}

// Each result gets its excerpt when it comes into view, for which its whole page has to be read.
function showExcerpts(results) {
  results.classList.add("with-excerpts"); // keeps room for them
  const view = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      view.unobserve(target);
      addExcerpt(target);
    }
  });
  const arrivals = new MutationObserver((changes) => {
    for (const added of changes.flatMap((change) => [...change.addedNodes])) {
      if (added.matches?.("ul.search > li:not(:has(> span))")) view.observe(added);
    }
  });
  arrivals.observe(results, { childList: true, subtree: true });
}

// Every object of JavaScript has these two names; Sphinx would take them for words of its index and fail.
function hideObjectNames(index) {
  for (const terms of [index.terms, index.titleterms]) {
    for (const name of ["constructor", "__proto__"]) {
      if (!Object.hasOwn(terms, name)) Object.defineProperty(terms, name, { value: [] });
    }
  }
}

// The search pages. Sphinx's script, which defines Search, comes after this one.
document.addEventListener("DOMContentLoaded", () => {
  if (typeof Search === "undefined") return;
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false; // Sphinx would ask for every page found at once
  const mayReadOtherPages = window.location.protocol !== "file:";
  if (mayReadOtherPages) showExcerpts(document.querySelector("#search-results"));

  Search._parseQuery = (query) => {
    const words = encodeURIComponent(query);
    DOCUMENTATION_OPTIONS.LINK_SUFFIX = `${DOCUMENTATION_OPTIONS.FILE_SUFFIX}?highlight=${words}`;
    return [query, stemsOf(query), new Set(), new Set(), new Set(splitQuery(query.toLowerCase()))];
  };

  // A page named search-<language> shows only the pages of that language, first those that have all words in
  // the title: the list is read from its end. Sphinx takes a numbered title for that of a section too, "1. Title >
  // Title", and lists the page twice.
  const searchEverywhere = Search._performSearch;
  Search._performSearch = (...query) => {
    hideObjectNames(Search._index);
    const found = searchEverywhere(...query);
    if (DOCUMENTATION_OPTIONS.pagename === "search") return found;
    const inTitle = ([, title]) => [...query[1]].every((stem) => stemsOf(title).has(stem));
    return found
      .filter(([page]) => page.startsWith(`book/${document.documentElement.lang}/`))
      .filter(([, title, anchor]) => anchor || !title.includes(" > "))
      .sort((one, other) => inTitle(one) - inTitle(other));
  };
});
