"""Finds plugins, registers them one by one, and keeps what went wrong.

Three places are looked at: the modules of ``workbench_plugins`` (built in), the
entry points of group ``workbench`` (installed), and loose files (the user's
plugin folder and ``--plugin PATH``). A plugin that fails is a `PluginRecord` with its
traceback; the others go on. Those of others are imported under
`workbench.core.import_guard`, because an import may end or hang the program.

``WORKBENCH_PLUGINS=a,b`` loads only these; ``WORKBENCH_TRACE_PLUGINS=1`` prints
every hook call.
"""

from __future__ import annotations

import difflib
import functools
import importlib
import importlib.metadata
import importlib.util
import inspect
import os
import pkgutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FunctionType, MethodType, ModuleType
from typing import Any, TypeVar, cast

import pluggy
import pydantic
from pydantic_core import PydanticUndefined

from workbench.core import blame, import_guard
from workbench.core.contracts import hookspecs
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.dataset import Card
from workbench.core.contracts.errors import UnknownPlugin
from workbench.core.contracts.hookspecs import KINDS
from workbench.core.contracts.packaged_model import PackagedModel
from workbench.core.contracts.params import Params, settings_of
from workbench.core.io.plain_text import one_line

C = TypeVar("C", bound=Contribution)

SLOW_IMPORT_S = 0.5
BUILT_IN = "built in"
NO_HOOKS = "registers nothing: is @hookimpl missing?"
# The note of a plugin of others that was left alone.
NOT_LOADED = "not loaded"


@dataclass(frozen=True)
class PluginRecord:
    """What became of one plugin.

    ``origin`` is ``built in``, ``installed`` or a file's path; ``state`` is
    ``on``, ``off`` or ``broken``. ``provides`` holds ``(kind, id)`` pairs.
    ``fault`` is a traceback, ``note`` a remark such as a slow import.
    """

    name: str
    origin: str
    version: str = ""
    state: str = "on"
    provides: tuple[tuple[str, str], ...] = ()
    fault: str = ""
    note: str = ""

    @property
    def reason(self) -> str:
        """The fault in one line; empty without one."""
        if not self.fault:
            return ""
        rows = self.fault.strip().splitlines()
        # A traceback ends with the reason, words of ours begin with it.
        return one_line(rows[-1] if rows[0].startswith("Traceback") else rows[0])


@dataclass(frozen=True)
class _Candidate:
    name: str
    origin: str
    load: Callable[[], ModuleType]
    version: str = ""
    module: str = ""
    stamp: str = ""


@dataclass
class Plugins:
    """Every contribution that registered, by kind and id, and the record of every plugin.

    ``files`` are the loose plugins that were named, absolute, and ``safe`` whether those of others
    were left alone: another process finds the same by them.
    """

    records: list[PluginRecord] = field(default_factory=list)
    files: tuple[Path, ...] = ()
    safe: bool = False
    _classes: dict[str, dict[str, type[Contribution]]] = field(
        default_factory=lambda: {kind: {} for kind in KINDS}
    )
    _owners: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, base: type[C]) -> dict[str, type[C]]:
        """Every class of a kind by id, such as ``plugins.of(Dataset)``."""
        return cast("dict[str, type[C]]", self._classes[_kind_of(base)])

    def get(self, base: type[C], id: str) -> type[C]:
        """Return the class of a kind with this id.

        Raises
        ------
        UnknownPlugin
            Naming what there is, and a plugin that failed if there is one.
        """
        kind, known = _kind_of(base), self.of(base)
        if id in known:
            return known[id]
        close = difflib.get_close_matches(id, known, n=1)
        remedy = f"Did you mean {close[0]!r}? " if close else ""
        remedy += f"There are: {', '.join(sorted(known)) or 'none'}."
        broken = [record.name for record in self.records if record.state == "broken"]
        if broken:
            remedy += f" These plugins failed to load: {', '.join(broken)}."
        raise UnknownPlugin(f"There is no {kind} {id!r}.", remedy)

    def first(self, base: type[C], fits: Callable[[type[C]], bool] = lambda _: True) -> type[C]:
        """The class that is taken where nobody chooses: the lowest in order of those that fit.

        Raises
        ------
        UnknownPlugin
            When none fits.
        """
        fitting = [cls for cls in self.of(base).values() if fits(cls)]
        if not fitting:
            kind = _kind_of(base)
            message = f"There is no {kind} for this."
            raise UnknownPlugin(message, "Switch on a plugin that brings one.")
        return min(fitting, key=lambda cls: cls.order)

    def every(self) -> list[type[Contribution]]:
        """Every class of every kind."""
        return [cls for classes in self._classes.values() for cls in classes.values()]

    def owner(self, base: type[Contribution], id: str) -> str:
        """Name of the plugin that a class came from."""
        return self._owners[_kind_of(base), id]

    def source(self, base: type[Contribution], id: str) -> blame.FaultSource:
        """The plugin that a class came from, as a fault names it."""
        name = self.owner(base, id)
        origin = next((r.origin for r in self.records if r.name == name), "")
        return blame.FaultSource(name, origin)

    def add(self, record: PluginRecord, classes: Iterable[tuple[str, type[Contribution]]]) -> None:
        """Take a plugin's classes, or none of them if one cannot be taken."""
        found = list(classes)
        for kind, cls in found:
            _check_class(kind, cls)
            if cls.id in self._classes[kind]:
                owner = self._owners[kind, cls.id]
                message = f"{record.name} and {owner} both provide the {kind} {cls.id!r}"
                raise ValueError(message)
        self._check_shared_ids(record, found)
        for kind, cls in found:
            self._classes[kind][cls.id] = cls
            self._owners[kind, cls.id] = record.name
        provides = tuple((kind, cls.id) for kind, cls in found)
        self.records.append(replace(record, provides=provides))

    def _check_shared_ids(
        self, record: PluginRecord, found: list[tuple[str, type[Contribution]]]
    ) -> None:
        """A provider and an encoder of one id share settings and a key, so they must be one's."""
        by_id = {cls.id: cls for kind, cls in found if kind == "provider"}
        for cls in (cls for kind, cls in found if kind == "encoder"):
            if cls.id in by_id and by_id[cls.id].Params is not cls.Params:
                message = f"the provider and the encoder {cls.id!r} have different Params"
                raise ValueError(message)
        for kind, cls in found:
            other = {"provider": "encoder", "encoder": "provider"}.get(kind, "")
            if cls.id in self._classes.get(other, {}):
                owner = self._owners[other, cls.id]
                message = f"{owner} has settings under {cls.id!r} already, of its {other}"
                raise ValueError(message)


def _kind_of(base: type[Contribution]) -> str:
    for kind, (_, cls) in KINDS.items():
        if cls is base:
            return kind
    message = f"{base.__name__} is not a kind of plugin"
    raise TypeError(message)


def _check_class(kind: str, cls: Any) -> None:
    base = KINDS[kind][1]
    if not (inspect.isclass(cls) and issubclass(cls, base)):
        message = f"{KINDS[kind][0]} returned {cls!r}, which is not a subclass of {base.__name__}"
        raise TypeError(message)
    for name in ("id", "name"):
        if not isinstance(getattr(cls, name, None), str) or not getattr(cls, name):
            message = f"{cls.__name__} has no {name}"
            raise TypeError(message)
    params: Any = cls.Params
    if not (inspect.isclass(params) and issubclass(params, Params)):
        message = f"{cls.__name__}.Params is not a subclass of workbench.Params"
        raise TypeError(message)
    for name in _attributes_of(kind):
        _check_attribute(cls, name, _ATTRIBUTES[name])
    if not all(isinstance(model, PackagedModel) for model in cls.packaged_models):
        message = f"{cls.__name__}.packaged_models holds what is not a workbench.PackagedModel"
        raise TypeError(message)
    _check_settings(cls)


# What the window relies on without calling anything, so that a wrong one is named at once.
_ATTRIBUTES: dict[str, tuple[type, ...]] = {
    "about": (str,),
    "order": (int, float),
    "widget": (str,),
    "place": (str,),
    "looks_inside": (bool,),
    "wants_scores": (bool,),
    "suffix": (str,),
    "steps": (tuple, list),
    "presets": (Mapping,),
    "card": (Card,),
    "learns": (bool,),
    "approach": (str,),
    "adapts": (bool,),
    "abilities": (frozenset, set, tuple, list),
    "needs": (frozenset, set, tuple, list),
    "opens": (tuple, list),
    "labelling_setting": (str,),
    "answers_runs": (bool,),
    "formats": (tuple, list),
    "packaged_models": (tuple, list),
}


@functools.cache
def _attributes_of(kind: str) -> tuple[str, ...]:
    """Those of `_ATTRIBUTES` that a kind of contribution has."""
    base = KINDS[kind][1]
    names = {*dir(base), *getattr(base, "__annotations__", {})}
    return tuple(name for name in _ATTRIBUTES if name in names)


def _check_attribute(cls: Any, name: str, expected: tuple[type, ...]) -> None:
    # One that is missing is an error where it is used, and contained there.
    if not hasattr(cls, name):
        return
    value = getattr(cls, name)
    if not isinstance(value, expected) or value != value:
        kinds = " or ".join(kind.__name__ for kind in expected)
        message = f"{cls.__name__}.{name} is {one_line(repr(value))[:80]}, not {kinds}"
        raise TypeError(message)


def _check_settings(cls: Any) -> None:
    """Refuse settings of which no form can be made, or whose own defaults are impossible."""
    empty: Params | None = None
    for setting in settings_of(cls.Params):
        field = cls.Params.model_fields[setting.name]
        if field.is_required() or field.default is PydanticUndefined:
            continue
        if empty is None:
            empty = cls.Params.model_construct()
        try:
            cls.Params.__pydantic_validator__.validate_assignment(
                empty, setting.name, field.default
            )
        except pydantic.ValidationError as error:
            if any(item["type"] == "frozen_instance" for item in error.errors()):
                continue
            why = error.errors()[0]["msg"]
            message = f"{cls.__name__}: the default of {setting.name} is impossible: {why}"
            raise TypeError(message) from None


class _Manager(pluggy.PluginManager):
    """Looks at the functions of a module alone.

    A look at each of its names, as pluggy does by itself, takes a third of the time of a discovery:
    plugins import many.
    """

    def parse_hookimpl_opts(self, plugin: Any, name: str) -> Any:
        if type(plugin) is ModuleType and not isinstance(vars(plugin).get(name), _CALLED):
            return None
        return super().parse_hookimpl_opts(plugin, name)


# What pluggy takes as a hook.
_CALLED = (FunctionType, MethodType, staticmethod, classmethod)


def discover(
    files: Iterable[Path] = (),
    *,
    folder: Path | None = None,
    blocked: Iterable[str] = (),
    installed: bool = True,
    safe: bool = False,
) -> Plugins:
    """Load every plugin there is.

    Parameters
    ----------
    files
        Loose plugin files or package folders, as given with ``--plugin``.
    folder
        The user's plugin folder; every file in it is a plugin.
    blocked
        Names of plugins that are switched off.
    installed
        Whether entry points are looked at (tests say no).
    safe
        Leave the plugins of others alone: only those that are built in are loaded.
    """
    manager = _Manager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    if os.environ.get("WORKBENCH_TRACE_PLUGINS"):
        _trace(manager)
    only = {name for name in os.environ.get("WORKBENCH_PLUGINS", "").split(",") if name}
    off = set(blocked)
    loose = list(files)
    plugins = Plugins(files=tuple(path.expanduser().absolute() for path in loose), safe=safe)
    for candidate in _candidates(loose, folder, installed):
        if only and candidate.name not in only:
            continue
        record = PluginRecord(candidate.name, candidate.origin, candidate.version)
        blame.register(candidate.module, candidate.name, candidate.origin)
        if candidate.name in off:
            plugins.records.append(replace(record, state="off"))
        elif candidate.origin == BUILT_IN:
            _load(manager, candidate, record, plugins)
        elif why := import_guard.suspected(candidate.name, candidate.origin, candidate.stamp):
            plugins.records.append(replace(record, state="broken", fault=why))
        elif safe:
            plugins.records.append(replace(record, state="off", note=NOT_LOADED))
        else:
            _load_guarded(manager, candidate, record, plugins)
    return plugins


def _load_guarded(
    manager: pluggy.PluginManager, candidate: _Candidate, record: PluginRecord, plugins: Plugins
) -> None:
    limit = import_guard.LIMIT_S
    try:
        with import_guard.guarding(candidate.name, candidate.origin, candidate.stamp) as guarded:
            try:
                _load(manager, candidate, record, plugins)
            except KeyboardInterrupt:
                guarded.suspect = guarded.seconds > import_guard.HANGS_S
                _name_interrupted(candidate, guarded.suspect)
                raise
        if guarded.closed:
            streams = " and ".join(dict.fromkeys(guarded.closed))
            note = f"closed {streams} when it was imported; opened again"
            plugins.records[-1] = replace(plugins.records[-1], note=note)
    except import_guard.ImportTimeout:
        fault = (
            f"Its import had not ended after {limit:.0f} s and was given up; from now on it is "
            f"skipped.\n`workbench plugins enable {candidate.name}` tries it again."
        )
        plugins.records.append(replace(record, state="broken", fault=fault))


def _name_interrupted(candidate: _Candidate, suspect: bool) -> None:
    name = one_line(candidate.name)
    sys.stderr.write(f"The plugin {name} ({one_line(candidate.origin)}) was being imported.\n")
    if suspect:
        sys.stderr.write(
            f"It is skipped from now on; `workbench plugins enable {name}` tries it again.\n"
        )
    else:
        sys.stderr.write(
            f"`workbench plugins disable {name}` switches it off; "
            "`workbench --safe` goes on without the plugins of others.\n"
        )


def _load(
    manager: pluggy.PluginManager, candidate: _Candidate, record: PluginRecord, plugins: Plugins
) -> None:
    module: ModuleType | None = None
    began = time.perf_counter()
    try:
        module = candidate.load()
        took = time.perf_counter() - began
        if took > SLOW_IMPORT_S:
            record = replace(record, note=f"slow to import: {took:.1f} s")
        name = manager.register(module, candidate.name)
        if name is None:
            message = "it is blocked"
            raise RuntimeError(message)
        manager.check_pending()
        if not manager.get_hookcallers(module):
            record = replace(record, note=", ".join(filter(None, (NO_HOOKS, record.note))))
        plugins.add(record, _call_hooks(manager, module))
    except import_guard.ImportTimeout:
        raise
    except BaseException as error:  # noqa: BLE001 - SystemExit in a plugin must not end the application
        blame.let_through(error)
        if module is not None and manager.is_registered(module):
            manager.unregister(module)
        fault = blame.details(error)
        plugins.records.append(replace(record, state="broken", fault=fault))


def _call_hooks(
    manager: pluggy.PluginManager, module: ModuleType
) -> Iterator[tuple[str, type[Contribution]]]:
    subset = manager.subset_hook_caller
    others = [plugin for plugin in manager.get_plugins() if plugin is not module]
    for kind, (hook, _) in KINDS.items():
        for classes in subset(hook, others)():
            if not isinstance(classes, (list, tuple)):
                message = f"{hook} returned {classes!r}, not a list of classes"
                raise TypeError(message)
            yield from ((kind, cls) for cls in classes)


def _candidates(
    files: Iterable[Path], folder: Path | None, installed: bool
) -> Iterator[_Candidate]:
    yield from _built_in()
    if installed:
        for entry in importlib.metadata.entry_points(group=hookspecs.PROJECT):
            version = entry.dist.version if entry.dist else ""
            module = entry.value.partition(":")[0].strip()
            if not module.startswith("workbench."):
                module = module.partition(".")[0]
            yield _Candidate(
                entry.name, "installed", _entry_loader(entry), version, module, version
            )
    loose = list(files)
    loose += _in_folder(folder)
    for path in loose:
        module = f"{blame.LOOSE}{path.stem}"
        yield _Candidate(
            path.stem, str(path), _file_loader(path), module=module, stamp=_stamp(path)
        )


def _in_folder(folder: Path | None) -> list[Path]:
    try:
        if folder is None or not folder.is_dir():
            return []
        return [path for path in sorted(folder.iterdir()) if _is_plugin_file(path)]
    except OSError:  # a folder that may not be looked into holds no plugins
        return []


def _stamp(path: Path) -> str:
    """Changes whenever a loose plugin's code does."""
    sources = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    try:
        facts = [source.stat() for source in sources]
    except OSError:
        return ""
    return " ".join(f"{fact.st_mtime_ns}-{fact.st_size}" for fact in facts)


def _built_in() -> Iterator[_Candidate]:
    from workbench.core.version import __version__

    package = "workbench_plugins"
    spec = importlib.util.find_spec(package)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for module in sorted(pkgutil.iter_modules(folders), key=lambda m: m.name):
        full = f"{package}.{module.name}"
        yield _Candidate(module.name, BUILT_IN, _module_loader(full), __version__, full)


def _module_loader(name: str) -> Callable[[], ModuleType]:
    return lambda: importlib.import_module(name)


def _entry_loader(entry: importlib.metadata.EntryPoint) -> Callable[[], ModuleType]:
    return lambda: cast("ModuleType", entry.load())


def _is_plugin_file(path: Path) -> bool:
    if path.name.startswith(("_", ".")):
        return False
    return path.suffix == ".py" or (path / "__init__.py").is_file()


def _file_loader(path: Path) -> Callable[[], ModuleType]:
    def load() -> ModuleType:
        source = path / "__init__.py" if path.is_dir() else path
        name = f"{blame.LOOSE}{path.stem}"
        spec = importlib.util.spec_from_file_location(
            name, source, submodule_search_locations=[str(path)] if path.is_dir() else None
        )
        if spec is None or spec.loader is None or not source.is_file():
            message = f"{source} is not a Python file"
            raise ImportError(message)
        module = importlib.util.module_from_spec(spec)
        # Registered before it runs, as an import does, so that dataclasses and pickling find it.
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        except BaseException:
            sys.modules.pop(name, None)
            raise
        return module

    return load


def _trace(manager: pluggy.PluginManager) -> None:
    def before(name: str, impls: Any, kwargs: Any) -> None:  # noqa: ARG001 - pluggy's signature
        sys.stderr.write(f"hook {name} -> {[impl.plugin_name for impl in impls]}\n")

    def after(outcome: pluggy.Result[Any], name: str, impls: Any, kwargs: Any) -> None:  # noqa: ARG001
        result = outcome.exception or outcome.get_result()
        sys.stderr.write(f"hook {name} = {result!r}\n")

    manager.add_hookcall_monitoring(before, after)
