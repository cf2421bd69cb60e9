// Makes a stepper of each picture of a graph that is not one yet. The finished picture is the <img>, the rows of
// the table tell the steps. In the picture data-from is the step at which something appears, data-until the step
// at which something else takes its place; data-now lists the steps that light up a box or an arrow.
for (const stepper of document.querySelectorAll(".graph-stepper[data-title]:not([data-started])")) {
  stepper.dataset.started = "";
  const image = stepper.querySelector("img");
  const rows = [...stepper.querySelectorAll("tbody tr")];
  const last = rows.length - 1;
  let step = last;

  const create = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const source = decodeURIComponent(image.getAttribute("src").replace(/^.*?,/, ""));
  const picture = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
  picture.setAttribute("aria-label", image.alt);

  const moves = [() => 0, () => step - 1, () => step + 1, () => last];
  const keys = ["Home", "ArrowLeft", "ArrowRight", "End"];
  const words = stepper.dataset.buttons.split("|");
  const buttons = words.map((word) => create("button", { type: "button" }, word));
  buttons.forEach((button, k) => button.addEventListener("click", () => go(moves[k]())));
  const line = create("p", { role: "status" });
  const view = create("div", { class: "graph-view" }, picture);
  const card = create("div", {
    class: "graph-card", role: "group", tabindex: 0,
    "aria-label": stepper.dataset.title, "aria-keyshortcuts": keys.join(" "),
    "data-lm-suppress-shortcuts": true, // else JupyterLab takes the arrow keys
  }, ...buttons, line, view);

  card.addEventListener("keydown", (event) => {
    const k = keys.indexOf(event.key);
    if (k < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    go(moves[k]());
  });

  const go = (wanted) => {
    step = Math.max(0, Math.min(last, wanted));
    for (const part of picture.querySelectorAll("[data-from]")) {
      const shown = part.dataset.from <= step && step < (part.dataset.until ?? Infinity);
      part.setAttribute("display", shown ? "inline" : "none");
      part.classList.toggle("new", part.dataset.from == step);
    }
    for (const part of picture.querySelectorAll("[data-now]")) {
      part.classList.toggle("now", part.dataset.now.split(" ").includes(String(step)));
    }
    card.dataset.pass = rows[step].dataset.pass;
    const told = rows[step].cells[1].cloneNode(true);
    line.replaceChildren(`${stepper.dataset.step} ${step}/${last}. `, ...told.childNodes);
    buttons.forEach((button, k) => button.setAttribute("aria-disabled", step === (k < 2 ? 0 : last)));
    const box = picture.querySelector("rect.now");
    if (box) { // bring it to the middle, where the picture is wider than the page
      const [inner, outer] = [box.getBoundingClientRect(), view.getBoundingClientRect()];
      view.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
    }
  };

  stepper.prepend(card);
  go(last);
}
