"""What every committed notebook must be like, whatever it says: each function lists the faults it finds."""

import ast
import io
import json
import re
import textwrap
import tokenize

import myst
from notebooks import dropdowns
from typography import LETTER, faults

DIRECTIVES = {"admonition", "note", "tip", "warning", "dropdown", "figure"}  # all that Colab copies can show
ROLES = {"eq", "ref", "numref", "doc", "term"}
PICTURES = {"image/png", "image/jpeg", "image/svg+xml"}
GRAPH = "text/html"  # what show_graph gives: a picture that brings its own alternative text
EXERCISE = {"uk": "Вправа", "ru": "Упражнение"}
DROPDOWNS = {"uk": ["Підказка", "Розв’язок"], "ru": ["Подсказка", "Решение"]}
LEAST_EXERCISES = 6

MACHINE_PATH = re.compile(
    r"(?<![\w.…/])/(?:home|work|root|tmp|mnt|opt|usr|var|Users)/\w|\b[A-Z]:\\\w|site-packages")
REGISTRY_HOST = re.compile(r"\b(?:pypi|pythonhosted|download\.pytorch|anaconda|registry\.npmjs)\.org\b")
OBJECT_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}\b")
RANDOM_ID = re.compile(r"[0-9a-f]{8}(?:-?[0-9a-f]{4}){0,3}(?:-?[0-9a-f]{12})?|(?:c|cell)?-?\d+")


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def markdown_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def tags(cell):
    return cell.metadata.get("tags", [])


def found(pattern, text):
    """The first match in its surroundings, or ""."""
    match = pattern.search(text)
    return text[max(0, match.start() - 20):match.end() + 20].replace("\n", " ") if match else ""


# ---------------------------------------------------------------------------------------------- the file

def id_faults(notebook, language):
    """Ids are unique and made for people, so that they stay when cells move."""
    seen = set()
    for cell in notebook.cells:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", cell.id) or RANDOM_ID.fullmatch(cell.id):
            yield f"cell '{cell.id}': an id is a few words in small letters with hyphens"
        if cell.id in seen:
            yield f"cell '{cell.id}': this id is there twice"
        seen.add(cell.id)


def metadata_faults(notebook, language):
    """Nothing of the machine or the session is kept: timings, widgets, kernel versions."""
    if notebook.metadata.get("language_info") != {"name": "python"}:
        yield "notebook metadata: language_info must be {'name': 'python'}"
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        yield "notebook metadata: the kernel must be python3"
    for key in sorted(set(notebook.metadata) - {"kernelspec", "language_info"}):
        yield f"notebook metadata: {key} does not belong there"
    for cell in notebook.cells:
        for key in sorted(set(cell.metadata) - {"tags", "mystnb"}):
            yield f"cell '{cell.id}': metadata {key} does not belong there"
        for tag in tags(cell):
            if tag.startswith(("hide", "remove")):
                yield f"cell '{cell.id}': no cell is hidden (tag {tag})"


def machine_faults(notebook, language):
    """No paths of a machine, registry hosts or object addresses in sources and outputs."""
    for cell in notebook.cells:
        pieces = {"source": cell.source}
        for output in cell.get("outputs", []):
            texts = {mime: data for mime, data in output.get("data", {}).items() if mime not in PICTURES}
            text = json.dumps({**output, "data": texts}, ensure_ascii=False)
            pieces["output"] = pieces.get("output", "") + text
        for what, text in pieces.items():
            for name, pattern in [("a machine's path", MACHINE_PATH), ("a registry host", REGISTRY_HOST),
                                  ("an object's address", OBJECT_ADDRESS)]:
                if found(pattern, text):
                    yield f"cell '{cell.id}': {name} in its {what}: {found(pattern, text)}"


# ---------------------------------------------------------------------------------------------- outputs

def output_faults(notebook, language):
    """Run from top to bottom, with no error that is not announced and nothing on stderr."""
    for number, cell in enumerate(code_cells(notebook), start=1):
        if cell.execution_count != number:
            yield f"cell '{cell.id}': run as number {cell.execution_count}, stands as code cell {number}"
        for output in cell.outputs:
            if output.output_type == "error" and "raises-exception" not in tags(cell):
                yield f"cell '{cell.id}': holds an error: {output.ename}: {output.evalue}"
            if output.get("name") == "stderr":
                yield f"cell '{cell.id}': stores stderr: {output.text[:60]!r}"
            if "application/vnd.jupyter.widget-view+json" in output.get("data", {}):
                yield f"cell '{cell.id}': stores a widget"
            if "nbval-ignore-output" in tags(cell) and not PICTURES & set(output.get("data", {})):
                yield f"cell '{cell.id}': its output is ignored, so none is stored"


def figure_faults(notebook, language):
    """Every picture has a name to refer to, a caption, and an alternative text, in the page's language."""
    for cell in code_cells(notebook):
        kinds = {kind for output in cell.outputs for kind in output.get("data", {})}
        if not kinds & {*PICTURES, GRAPH}:
            continue
        figure, image = (cell.metadata.get("mystnb", {}).get(key, {}) for key in ("figure", "image"))
        if not figure.get("name", "").startswith(f"{language}-fig-"):
            yield f"cell '{cell.id}': its figure needs a name that begins with {language}-fig-"
        if not re.search(f"[{LETTER}]", figure.get("caption", "")):
            yield f"cell '{cell.id}': its figure needs a caption"
        if kinds & PICTURES and not re.search(f"[{LETTER}]", image.get("alt", "")):
            yield f"cell '{cell.id}': its figure needs an alternative text"


# ---------------------------------------------------------------------------------------------- conventions

def setup_faults(notebook, language):
    """The first code cell holds the imports and the checker; later ones import PyTorch at most."""
    first = code_cells(notebook)[0]
    if first.id != "setup":
        yield f"cell '{first.id}': the first code cell must be 'setup'"
    if f'check = Checker("{language}")' not in first.source:
        yield f"cell '{first.id}': must hold check = Checker(\"{language}\")"
    for cell in code_cells(notebook)[1:]:
        for statement in ast.parse(cell.source).body:
            for name in imported(statement):
                if name.split(".")[0] not in ("torch", "torchvision"):
                    yield f"cell '{cell.id}': imports {name}; imports belong in 'setup'"


def imported(statement):
    """Names of the modules that a statement imports."""
    if isinstance(statement, ast.Import):
        return [alias.name for alias in statement.names]
    return [statement.module] if isinstance(statement, ast.ImportFrom) else []


def heading_faults(notebook, language):
    """One title, with the chapter's label, in the first cell."""
    first = [item.value for item in myst.items(notebook.cells[0].source) if item.kind in ("label", "heading")]
    if len(first) < 2 or not first[0].startswith(f"{language}-ch-") or first[1] != "#":
        yield f"cell '{notebook.cells[0].id}': must begin with ({language}-ch-…)= and the title"
    titles = [cell.id for cell in markdown_cells(notebook) for item in myst.items(cell.source)
              if (item.kind, item.value) == ("heading", "#")]
    if len(titles) != 1:
        yield f"a chapter has one title, this one has {len(titles)}: {titles}"


def markup_faults(notebook, language):
    """Only the directives and roles that the Colab copies can show; labels begin with the language."""
    for cell in markdown_cells(notebook):
        for item in myst.items(cell.source):
            if item.kind == "directive" and item.value not in DIRECTIVES:
                yield f"cell '{cell.id}': directive {item.value} is not one of {sorted(DIRECTIVES)}"
            if item.kind == "role" and item.value[1:].partition("}")[0] not in ROLES:
                yield f"cell '{cell.id}': role {item.value} is not one of {sorted(ROLES)}"
            if item.kind == "HTML":
                yield f"cell '{cell.id}': HTML: {item.value[:40]}"
            if item.kind == "label" and not item.value.startswith(f"{language}-"):
                yield f"cell '{cell.id}': label {item.value} must begin with {language}-"


def exercise_faults(notebook, language):
    """Task, stub that ends in check(…), hint and solution in dropdowns; numbered, six or more a chapter."""
    cells = notebook.cells
    stubs = [i for i, cell in enumerate(cells)
             if cell.cell_type == "code" and cell.id.startswith("exercise-")]
    if len(stubs) < LEAST_EXERCISES:
        yield f"a chapter has at least {LEAST_EXERCISES} exercises, this one has {len(stubs)}"
    for number, i in enumerate(stubs, start=1):
        stub, heading = cells[i], f"### {EXERCISE[language]} {number}. "
        if f"\n{heading}" not in "\n" + cells[i - 1].source:
            yield f"cell '{stub.id}': the cell before it must hold the heading {heading}…"
        name = checked_name(stub.source)
        if name is None:
            yield f"cell '{stub.id}': must end in check(…) or check.answer(\"…\", …)"
        elif stub.id != exercise_id(name):
            yield f"cell '{stub.id}': checks {name}, so its id should be {exercise_id(name)}"
        after = cells[i + 1].source if i + 1 < len(cells) else ""
        titles = [dropdown.argument for dropdown in dropdowns(after)]
        if titles != DROPDOWNS[language]:
            wanted = DROPDOWNS[language]
            yield f"cell '{stub.id}': the cell after it must hold the dropdowns {wanted}, it holds {titles}"
    for cell in code_cells(notebook):
        if checked_name(cell.source) and not cell.id.startswith("exercise-"):
            yield f"cell '{cell.id}': ends in check(…), so its id must begin with exercise-"


def exercise_id(name):
    """The cell id of the exercise with this name."""
    return f"exercise-{name.replace('_', '-').lower()}"


def checked_name(source):
    """The name of the exercise that the last line checks, or None."""
    match ast.parse(source).body[-1:]:
        case [ast.Expr(ast.Call(ast.Name("check"), [ast.Name(name)]))]:
            return name
        case [ast.Expr(ast.Call(ast.Attribute(ast.Name("check"), "answer"), [ast.Constant(name), *_]))]:
            return name


# ---------------------------------------------------------------------------------------------- language

def language_faults(notebook, language):
    """The rules of typography.py, in prose, captions, alternative texts, strings and comments."""
    for cell in notebook.cells:
        figure, image = (cell.metadata.get("mystnb", {}).get(key, {}) for key in ("figure", "image"))
        texts = [(text, "prose") for text in (image.get("alt", ""), *myst.prose(figure.get("caption", "")))]
        texts += [(text, "prose") for text in myst.prose(cell.source)] if cell.cell_type == "markdown" else []
        texts += code_texts(cell.source) if cell.cell_type == "code" else markdown_code_texts(cell.source)
        for text, place in texts:
            for fault in faults(text, language, place):
                yield f"cell '{cell.id}' ({place}): {fault}"


def code_texts(source):
    """Pairs (text, "string" or "comment") of Python code; fragments that are no Python have none."""
    source = textwrap.dedent(source)
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    strings = [value for value in constants if isinstance(value, str)]
    comments = [token.string for token in tokenize.generate_tokens(io.StringIO(source).readline)
                if token.type == tokenize.COMMENT]
    return [(text, "string") for text in strings] + [(text, "comment") for text in comments]


def markdown_code_texts(source):
    """The same for the code fences of a Markdown text."""
    return [pair for item in myst.items(source) if item.kind == "code" for pair in code_texts(item.value)]


CHECKS = [id_faults, metadata_faults, machine_faults, output_faults, figure_faults, setup_faults,
          heading_faults, markup_faults, exercise_faults, language_faults]
