// Makes a player of each picture of ways that is not one yet. The finished picture is the <img>, the rows of
// the table hold the values. In the picture each .way is a line, its marks, and the larger mark of where it
// is; line and marks have a piece for each step.
for (const player of document.querySelectorAll(".path-player[data-words]:not([data-started])")) {
  player.dataset.started = "";
  const image = player.querySelector("img");
  const texts = (cells) => [...cells].map((cell) => cell.textContent);
  const [stepWord, ...labels] = texts(player.querySelectorAll("thead th"));
  const rows = [...player.querySelectorAll("tbody tr")].map((row) => texts(row.cells));
  const [title, playWord, pauseWord, backWord, nextWord] = player.dataset.words.split("|");
  const last = rows.length - 1;
  let step = last;
  let timer = null;

  const create = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const source = decodeURIComponent(image.getAttribute("src").replace(/^.*?,/, ""));
  const picture = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
  picture.setAttribute("aria-label", image.alt);
  const ways = [...picture.querySelectorAll(".way")].map((way) => {
    const [line, marks, here] = way.children;
    const [pieces, shapes] = [line, marks].map((path) => path.getAttribute("d").split(/(?=[ML])/));
    return { line, marks, here, pieces, shapes, color: way.dataset.color };
  });

  const button = (word, act) => {
    const made = create("button", { type: "button" }, word);
    made.addEventListener("click", act);
    return made;
  };
  const play = button(playWord, () => (timer ? stop() : start()));
  const back = button(backWord, () => go(step - 1));
  const next = button(nextWord, () => go(step + 1));
  const slider = create("input", { type: "range", min: 0, max: last, "aria-label": stepWord });
  slider.addEventListener("input", () => go(Number(slider.value)));
  const letters = rows.flatMap(([, ...values]) => values.map((value, k) => `${labels[k]} ${value};`.length));
  const line = create("p", { role: "status", style: `--column: ${Math.max(...letters)}ch` });
  const card = create("div", {
    class: "graph-card", role: "group", "aria-label": title,
    "data-lm-suppress-shortcuts": true, // else JupyterLab takes the arrow keys
  }, play, back, next, slider, line, create("div", { class: "graph-view" }, picture));

  card.addEventListener("keydown", (event) => {
    const wanted = { Home: 0, ArrowLeft: step - 1, ArrowRight: step + 1, End: last }[event.key];
    if (wanted === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    go(wanted);
  });

  const start = () => {
    if (step === last) show(0);
    play.textContent = pauseWord;
    line.setAttribute("aria-live", "off"); // a screen reader hears where it stops, not every step on the way
    timer = setInterval(() => {
      show(step + 1);
      if (step === last || !card.isConnected) stop();
    }, Math.max(40, Math.min(400, 8000 / last)));
  };
  const stop = () => go(step);
  const go = (wanted) => {
    clearInterval(timer);
    timer = null;
    play.textContent = playWord;
    line.setAttribute("aria-live", "polite");
    show(wanted);
  };

  const show = (wanted) => {
    step = Math.max(0, Math.min(last, wanted));
    for (const { line, marks, here, pieces, shapes } of ways) {
      line.setAttribute("d", pieces.slice(0, step + 1).join(""));
      marks.setAttribute("d", shapes.slice(0, step + 1).join(""));
      here.setAttribute("transform", `translate(${pieces[step].slice(1).split(" ").pop()})`);
    }
    const [number, ...values] = rows[step];
    const told = values.map((value, k) => {
      const label = create("b", { style: `color: ${ways[k].color}` }, labels[k]);
      return create("span", {}, label, ` ${value}${k < values.length - 1 ? "; " : "."}`);
    });
    const place = `${number}/${rows[last][0]}`;
    line.replaceChildren(create("span", {}, `${stepWord} ${place}. ${player.dataset.name}: `), ...told);
    slider.value = step;
    slider.setAttribute("aria-valuetext", place);
    back.setAttribute("aria-disabled", step === 0);
    next.setAttribute("aria-disabled", step === last);
  };

  player.prepend(card);
  stop();
}
