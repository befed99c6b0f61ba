"""environment.yml and requirements.lock against pyproject.toml, the one list of dependencies."""

import re
import tomllib

import yaml
from conftest import PROJECT
from packaging.requirements import Requirement
from packaging.version import Version

CONDA_NAMES = {"matplotlib-base": "matplotlib", "seaborn-base": "seaborn"}
NOT_ON_CONDA_FORGE = {"cn2an", "justmytype-intl-cjk", "pypdfium2"}
PROJECT_FILE = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WANTED = {item.name: item.specifier for item in map(Requirement, PROJECT_FILE["dependencies"])}
EXTRAS = PROJECT_FILE["optional-dependencies"].values()
OPTIONAL = {item.name: item.specifier for extra in EXTRAS for item in map(Requirement, extra)}
LOCK = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
ENVIRONMENT = yaml.safe_load((PROJECT / "environment.yml").read_text(encoding="utf-8"))


def locked():
    """Give the locked versions for this Python."""
    found = {}
    for name, version, marker in re.findall(r"^([a-z0-9._-]+)==([^ \\]+)(?: ; ([^\\]+))? \\$", LOCK, re.MULTILINE):
        if not marker or Requirement(f"x ; {marker}").marker.evaluate():
            found[name] = Version(version)
    return found


def test_environment_names_the_projects_dependencies_and_no_others():
    conda = [item for item in ENVIRONMENT["dependencies"] if isinstance(item, str)]
    pip = next(item["pip"] for item in ENVIRONMENT["dependencies"] if isinstance(item, dict))
    listed = {Requirement(item).name: Requirement(item).specifier for item in conda}
    python = listed.pop("python")
    listed.pop("pip")
    assert python == PROJECT_FILE["requires-python"]
    from_pip = {Requirement(item).name: Requirement(item).specifier for item in pip if item != "-e ."}
    assert "-e ." in pip and set(from_pip) == NOT_ON_CONDA_FORGE
    renamed = {CONDA_NAMES.get(name, name): specifier for name, specifier in listed.items()}
    assert renamed | from_pip == WANTED
    assert ENVIRONMENT["channels"] == ["conda-forge"]


def test_the_lock_satisfies_the_projects_dependencies():
    versions = locked()
    for name, specifier in (WANTED | OPTIONAL).items():
        assert specifier.contains(versions[name]), (
            f"{name} {versions[name]} is locked, {specifier} is wanted: make lock"
        )


def test_every_locked_package_has_hashes_and_no_address():
    packages = re.split(r"\n(?=[a-z0-9])", LOCK)
    assert len(packages) > 100
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in LOCK and "index-url" not in LOCK


def test_the_installed_packages_are_the_locked_ones():
    from importlib.metadata import version

    for name, wanted in locked().items():
        if name in WANTED:
            assert Version(version(name)) == wanted
