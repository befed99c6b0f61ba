"""environment.yml and requirements.lock against pyproject.toml, the one list of dependencies."""

import re
import tomllib

import pytest
import yaml
from conftest import PROJECT
from packaging.requirements import Requirement
from packaging.version import Version

from helpers.codebook import licences

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


@pytest.mark.parametrize(("name", "least"), [("requirements.lock", 100), ("requirements-uv.lock", 1)])
def test_every_locked_package_has_hashes_and_no_address(name, least):
    lock = (PROJECT / name).read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[a-z0-9])", lock)
    assert len(packages) >= least
    assert all("==" in package and "--hash=sha256:" in package for package in packages)
    assert "://" not in lock and "index-url" not in lock


def test_nothing_is_installed_without_its_hash():
    rules = (PROJECT / "Makefile").read_text(encoding="utf-8")
    flags = dict(re.findall(r"^(\w+) := (.*)$", rules, re.MULTILINE))
    installs = re.findall(
        r"pip install ([^&|;}\n]+)", re.sub(r"\$\((\w+)\)", lambda name: flags.get(name[1], ""), rules)
    )
    assert len(installs) == 5
    assert all("--require-hashes" in line or "--no-deps --no-build-isolation -e ." in line for line in installs)


def test_the_page_of_licences_is_the_same_on_every_machine():
    assert (PROJECT / "docs/licences.md").read_text(encoding="utf-8") == licences.page(), "run make docs"
    here = {name for name, _, marked in licences.LOCKED.findall(LOCK) if marked}
    assert here == set(licences.TEXTS["elsewhere"]), "name the licence of what is not installed alike everywhere"
    assert licences.TEXTS["page"]["unknown"][0] not in licences.page()


def test_the_installed_packages_are_the_locked_ones():
    from importlib.metadata import version

    for name, wanted in locked().items():
        if name in WANTED:
            assert Version(version(name)) == wanted
