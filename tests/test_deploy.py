"""What puts the course on servers: the workflow, the web server's settings, the values of a class hub."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WEB, HUB = ROOT / "deploy" / "web", ROOT / "deploy" / "hub"
WORKFLOW: dict[Any, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / "book.yml").read_text("utf-8"))
VALUES: dict[str, Any] = yaml.safe_load((HUB / "values.yaml").read_text("utf-8"))
MEGABYTES = {"M": 1, "G": 1000}
#: The names that the chart of Zero to JupyterHub (4.1) knows, of those parts that are set here.
CHART: dict[str, Any] = {
    "hub": {"activeServerLimit", "concurrentSpawnLimit", "config"},
    "proxy": {"https"},
    "proxy.https": {"enabled", "type", "hosts", "letsencrypt"},
    "proxy.https.letsencrypt": {"contactEmail", "acmeServer"},
    "singleuser": {
        *(
            "image",
            "startTimeout",
            "defaultUrl",
            "memory",
            "cpu",
            "storage",
            "extraEnv",
            "cloudMetadata",
            "networkPolicy",
            "cmd",
        )
    },
    "singleuser.image": {"name", "tag", "pullPolicy", "pullSecrets"},
    "singleuser.memory": {"guarantee", "limit"},
    "singleuser.cpu": {"guarantee", "limit"},
    "singleuser.storage": {"type", "capacity", "homeMountPath"},
    "singleuser.cloudMetadata": {"blockWithIptables", "ip"},
    "singleuser.networkPolicy": {"enabled", "ingress", "egress", "egressAllowRules"},
    "singleuser.networkPolicy.egressAllowRules": {
        *("cloudMetadataServer", "dnsPortsCloudMetadataServer", "dnsPortsKubeSystemNamespace"),
        *("dnsPortsPrivateIPs", "nonPrivateIPs", "privateIPs"),
    },
    "cull": {"enabled", "users", "adminUsers", "removeNamedServers", "timeout", "every", "concurrency", "maxAge"},
    "prePuller": {"hook", "continuous"},
    "scheduling": {"userScheduler", "podPriority", "userPlaceholder"},
}


def headers_file() -> dict[str, str]:
    lines = (WEB / "_headers").read_text("utf-8").splitlines()
    return dict(line.strip().split(": ", 1) for line in lines if line.startswith("  "))


def test_every_host_gets_the_same_headers() -> None:
    server = (WEB / "nginx.conf").read_text("utf-8")
    assert dict(re.findall(r'add_header ([\w-]+) "(.*)" always;', server)) == headers_file()
    assert {"Referrer-Policy", "X-Content-Type-Options", "Content-Security-Policy"} <= headers_file().keys()


def test_the_web_server_writes_no_visit_down() -> None:
    server = (WEB / "nginx.conf").read_text("utf-8")
    assert re.findall(r"access_log (\w+);", server) == ["off"]
    assert "error_log stderr crit;" in server
    # A block with headers of its own would lose those of the server.
    assert "add_header" not in server.partition("location ~")[2]


def test_the_image_copies_what_its_context_has() -> None:
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


def test_the_workflow_s_jobs_may_only_what_they_need() -> None:
    permissions = {name: job["permissions"] for name, job in WORKFLOW["jobs"].items()}
    assert WORKFLOW["permissions"] == {}
    assert permissions.pop("deploy") == {"pages": "write", "id-token": "write"}
    assert all(each == {"contents": "read"} for each in permissions.values())
    assert "pull_request_target" not in WORKFLOW[True]  # YAML 1.1 reads the key `on` as true


def test_the_workflow_s_actions_are_pinned_by_commit() -> None:
    used = [step["uses"] for job in WORKFLOW["jobs"] for step in steps(job) if "uses" in step]
    assert used
    assert [each for each in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", each)] == []


def test_what_is_published_was_built_and_tested_on_main() -> None:
    deploy = WORKFLOW["jobs"]["deploy"]
    assert set(deploy["needs"]) == {"build", "test"}
    assert "github.ref == 'refs/heads/main'" in deploy["if"]
    run = [step["run"] for job in ("build", "test") for step in steps(job) if "run" in step]
    assert run == ["make site", ".ci/run"]
    make = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(r"^site:.*\n(?:\t.*\n)*\t.*jupyter-book build \. -W -n", make, re.MULTILINE), (
        "a warning has to end it"
    )


def named(values: dict[str, Any], path: str = "") -> list[str]:
    """Every name of *values* that the chart does not have, where it is known which it has."""
    wrong = [f"{path}.{name}" for name in values if path in CHART and name not in CHART[path]]
    for name, value in values.items():
        if isinstance(value, dict):
            wrong += named(value, f"{path}.{name}".lstrip("."))
    return wrong


def test_the_hub_s_values_are_names_of_the_chart() -> None:
    assert VALUES.keys() <= {"hub", "proxy", "singleuser", "cull", "prePuller", "scheduling"}
    assert named(VALUES) == []


def test_learners_servers_have_no_way_out() -> None:
    policy = VALUES["singleuser"]["networkPolicy"]
    assert policy["enabled"] is True
    assert policy["egress"] == []
    assert [name for name, open_ in policy["egressAllowRules"].items() if open_] == ["dnsPortsKubeSystemNamespace"]
    assert policy["egressAllowRules"].keys() == CHART["singleuser.networkPolicy.egressAllowRules"], (
        "the chart opens the others"
    )


def test_the_hub_s_memory_is_more_than_was_measured() -> None:
    size = {name: int(value[:-1]) * MEGABYTES[value[-1]] for name, value in VALUES["singleuser"]["memory"].items()}
    row = re.search(
        r"\| both \(at most (\d+)\) \| (\d+) \| (\d+) \|", (ROOT / "benchmarks/results/binder.md").read_text("utf-8")
    )
    assert row
    most, shared, resident = map(int, row.groups())
    assert shared <= most <= size["guarantee"]
    assert resident <= size["guarantee"] < size["limit"]


@pytest.mark.parametrize("file", ["deploy/README.md", "docs/links.md"])
def test_the_class_s_link_opens_a_chapter_that_there_is(file: str) -> None:
    found = re.search(r"https://hub\.example\.org/hub/\S+?ipynb", (ROOT / file).read_text("utf-8"))
    assert found
    link = urlsplit(found[0].replace("&amp;", "&"))
    wanted = {name: value for name, (value,) in parse_qs(link.query).items()}
    assert link.path == "/hub/user-redirect/git-pull"
    assert wanted["repo"] == "file:///srv/course"
    assert (ROOT / wanted["urlpath"].removeprefix("lab/tree/course/")).is_file()
