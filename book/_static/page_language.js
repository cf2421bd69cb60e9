// Gives the page's language to scripts that know only English. Runs after them and before the page is ready.
// interfaceWords comes from a line that book/_ext/interface_words.py puts into each page.

const pageLanguage = document.documentElement.lang;

// The copy button of a code cell (sphinx-copybutton).
if (typeof messages !== "undefined") {
  messages[pageLanguage] = {
    copy: interfaceWords["Copy to clipboard"],
    copy_to_clipboard: interfaceWords["Copy to clipboard"],
    copy_success: interfaceWords["Copied!"],
    copy_failure: interfaceWords["Failed to copy"],
  };
  locale = pageLanguage;
  const withoutTitle = (icon) => icon.replace(/<title>.*?<\/title>/, "");
  iconCopy = withoutTitle(iconCopy);
  iconCheck = withoutTitle(iconCheck);
}

// Folding admonitions (sphinx-togglebutton).
if (typeof toggleHintShow !== "undefined") {
  toggleHintShow = interfaceWords["Click to show"];
  toggleHintHide = interfaceWords["Click to hide"];
}

// Sphinx's search and its highlighting.
Object.assign(Documentation.TRANSLATIONS, interfaceWords);

document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll(".copybtn, .toggle-button")) {
    button.setAttribute("aria-label", button.dataset.tooltip || button.dataset.toggleHint);
  }
});

// The language switch leads to the section that is being read: uk-sec-batch <-> ru-sec-batch.
document.addEventListener("DOMContentLoaded", () => {
  const labels = [...document.querySelectorAll(`article [id^="${pageLanguage}-"]`)];
  for (const link of document.querySelectorAll("a.language-switch")) {
    link.addEventListener("click", () => {
      const passed = labels.filter((label) => label.getBoundingClientRect().top < window.innerHeight / 3);
      const label = passed.at(-1);
      link.hash = label ? label.id.replace(pageLanguage, link.lang) : "";
    });
  }
});
