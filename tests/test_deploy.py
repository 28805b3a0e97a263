"""Deployment: the CI workflow, the web server's settings and the values of the JupyterHub chart."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from jsonschema.validators import validator_for
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[1]
WEB, HUB = ROOT / "deploy" / "web", ROOT / "deploy" / "hub"
WORKFLOW: dict[Any, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / "book.yml").read_text("utf-8"))
VALUES: dict[str, Any] = yaml.safe_load((HUB / "values.yaml").read_text("utf-8"))
MEGABYTES = {"M": 1, "G": 1000}
#: The schema by which Helm validates the values: tests/deploy/README.md has its source.
CHART_SCHEMA: dict[str, Any] = json.loads((Path(__file__).parent / "deploy" / "values.schema.json").read_text("utf-8"))


def headers_file() -> dict[str, str]:
    lines = (WEB / "_headers").read_text("utf-8").splitlines()
    return dict(line.strip().split(": ", 1) for line in lines if line.startswith("  "))


def test_nginx_and_static_hosts_send_the_same_headers() -> None:
    server = (WEB / "nginx.conf").read_text("utf-8")
    assert dict(re.findall(r'add_header ([\w-]+) "(.*)" always;', server)) == headers_file()
    assert {"Referrer-Policy", "X-Content-Type-Options", "Content-Security-Policy"} <= headers_file().keys()


def test_the_web_server_logs_no_visits() -> None:
    server = (WEB / "nginx.conf").read_text("utf-8")
    assert re.findall(r"access_log (\w+);", server) == ["off"]
    assert "error_log stderr crit;" in server
    # nginx: add_header in a location drops the headers of the server block.
    assert "add_header" not in server.partition("location ~")[2]


def test_the_image_copies_exactly_the_files_of_its_build_context() -> None:
    copied = re.findall(r"^COPY (?:--\S+ )?(\S+) ", (WEB / "Containerfile").read_text("utf-8"), re.MULTILINE)
    kept = [
        line[1:]
        for line in (WEB / "Containerfile.dockerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    ]
    assert sorted(copied) == sorted(kept)


def steps(job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = WORKFLOW["jobs"][job]["steps"]
    return found


def test_workflow_jobs_have_only_the_permissions_they_need() -> None:
    permissions = {name: job["permissions"] for name, job in WORKFLOW["jobs"].items()}
    assert WORKFLOW["permissions"] == {}
    assert permissions.pop("deploy") == {"pages": "write", "id-token": "write"}
    assert all(each == {"contents": "read"} for each in permissions.values())
    assert "pull_request_target" not in WORKFLOW[True]  # YAML 1.1 reads the key `on` as true


def test_workflow_actions_are_pinned_by_commit() -> None:
    used = [step["uses"] for job in WORKFLOW["jobs"] for step in steps(job) if "uses" in step]
    assert used
    assert [each for each in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", each)] == []


def make_targets() -> set[str]:
    """Return the names of the Makefile's targets."""
    return set(re.findall(r"^([a-z][a-z-]*):(?!=)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def commands(job: str) -> list[list[str]]:
    """Return the commands of a job, one list of words for each line of its scripts."""
    scripts = [step["run"] for step in steps(job) if "run" in step]
    return [shlex.split(line) for script in scripts for line in script.replace("\\\n", " ").splitlines()]


@pytest.mark.parametrize("job", WORKFLOW["jobs"])
def test_the_workflow_runs_make_targets_and_scripts_that_exist(job: str) -> None:
    for program, *arguments in commands(job):
        if program == "make":
            assert set(arguments) <= make_targets()
        elif "/" in program:
            assert (ROOT / program).stat().st_mode & 0o111, f"{program} is not executable"


def test_the_tests_run_on_every_python_that_the_package_promises() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    promised = {each.rpartition(" ")[2] for each in project["classifiers"] if re.search(r"Python :: 3\.\d+$", each)}
    job = WORKFLOW["jobs"]["test"]
    assert set(job["strategy"]["matrix"]["python"]) == promised
    setup = next(step["with"] for step in steps("test") if "setup-python" in step.get("uses", ""))
    assert setup["python-version"] == "${{ matrix.python }}"
    supported = SpecifierSet(project["requires-python"])
    assert all(supported.contains(f"{version}.0") for version in promised)


def test_only_a_built_and_tested_main_is_published() -> None:
    deploy = WORKFLOW["jobs"]["deploy"]
    assert set(deploy["needs"]) == {"build", "test"}
    assert "github.ref == 'refs/heads/main'" in deploy["if"]
    assert ["make", "site"] in commands("build")
    assert [".ci/run"] in commands("test")


def test_a_warning_ends_every_build_of_the_book() -> None:
    builds = re.findall(r"jupyter-book build (.*)", (ROOT / "Makefile").read_text("utf-8"))
    assert builds
    assert [line for line in builds if not {"-W", "-n"} <= set(line.split())] == []


def chart_problems(values: dict[str, Any]) -> list[str]:
    """Return what Helm would reject in *values*.

    Helm validates the values merged into the chart's defaults, so required names may be absent here.
    """
    errors = validator_for(CHART_SCHEMA)(CHART_SCHEMA).iter_errors(values)
    return [f"{error.json_path}: {error.message}" for error in errors if error.validator != "required"]


def test_the_chart_accepts_the_hub_s_values() -> None:
    assert chart_problems(VALUES) == []


@pytest.mark.parametrize(
    ("section", "wrong"),
    [
        ("singleuser", {"memroy": {}}),
        ("cull", {"timeout": "half an hour"}),
        ("proxy", {"https": {"host": "a.example"}}),
    ],
    ids=["an unknown name", "a wrong type", "an unknown name further down"],
)
def test_the_chart_rejects_a_wrong_value(section: str, wrong: dict[str, Any]) -> None:
    assert chart_problems({section: wrong})


def test_learners_servers_cannot_reach_the_internet() -> None:
    policy = VALUES["singleuser"]["networkPolicy"]
    assert policy["enabled"] is True
    assert policy["egress"] == []
    assert [name for name, open_ in policy["egressAllowRules"].items() if open_] == ["dnsPortsKubeSystemNamespace"]
    rules = CHART_SCHEMA["properties"]["singleuser"]["properties"]["networkPolicy"]["properties"]["egressAllowRules"]
    assert policy["egressAllowRules"].keys() == rules["properties"].keys(), "a rule left out is open by default"


def test_the_guaranteed_memory_exceeds_the_measured_use() -> None:
    size = {name: int(value[:-1]) * MEGABYTES[value[-1]] for name, value in VALUES["singleuser"]["memory"].items()}
    row = re.search(
        r"\| both \(at most (\d+)\) \| (\d+) \| (\d+) \|", (ROOT / "benchmarks/results/binder.md").read_text("utf-8")
    )
    assert row
    most, shared, resident = map(int, row.groups())
    assert shared <= most <= size["guarantee"]
    assert resident <= size["guarantee"] < size["limit"]


@pytest.mark.parametrize("file", ["deploy/README.md", "docs/links.md"])
def test_the_documented_class_link_opens_an_existing_chapter(file: str) -> None:
    found = re.search(r"https://hub\.example\.org/hub/\S+?ipynb", (ROOT / file).read_text("utf-8"))
    assert found
    link = urlsplit(found[0].replace("&amp;", "&"))
    wanted = {name: value for name, (value,) in parse_qs(link.query).items()}
    assert link.path == "/hub/user-redirect/git-pull"
    assert wanted["repo"] == "file:///srv/course"
    assert (ROOT / wanted["urlpath"].removeprefix("lab/tree/course/")).is_file()
