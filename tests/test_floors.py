"""The architecture, checked: imports go down, never sideways or up."""

import ast
from pathlib import Path

import network

ROOT = Path(network.__file__).parent
FLOOR_OF = {part: floor for floor, parts in enumerate(network.FLOORS) for part in parts}


def imported_parts(source: Path) -> set[str]:
    modules = set()
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module)
        elif isinstance(node, ast.Import):
            modules.update(name.name for name in node.names)
    return {module.split(".")[1] for module in modules if module.startswith("network.")}


def sources() -> list[tuple[Path, str]]:
    return [(source, source.relative_to(ROOT).parts[0]) for source in ROOT.rglob("*/*.py")]


def test_every_folder_stands_on_a_floor():
    folders = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()}

    assert folders == set(FLOOR_OF)


def test_imports_go_down():
    climbing = [
        f"{source.relative_to(ROOT)} imports {part}"
        for source, own in sources()
        for part in imported_parts(source)
        if part != own and FLOOR_OF[part] >= FLOOR_OF[own]
    ]

    assert climbing == []


def test_no_import_of_another_part_hides_in_a_function():
    hidden = [
        f"{source.relative_to(ROOT)}:{inner.lineno}"
        for source, own in sources()
        for function in ast.walk(ast.parse(source.read_text()))
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
        for inner in ast.walk(function)
        if isinstance(inner, ast.ImportFrom) and (inner.module or "").startswith("network.")
        if inner.module.split(".")[1] != own
    ]

    assert hidden == []
