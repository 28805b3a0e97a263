"""Audits a page with Lighthouse's mobile settings."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from phone import FLAGS

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Report:
    """Scores from 0 to 1, and the ids of the audits that lower them, both by category."""

    scores: dict[str, float]
    failed: dict[str, list[str]]


def lighthouse(url: str, tools: Path, chromium: str) -> Report:
    """Return the audit of *url*, with the Lighthouse in the folder *tools* and the browser *chromium*."""
    command = [
        shutil.which("node") or str(Path(sys.executable).with_name("node")),
        str(tools / "node_modules" / "lighthouse" / "cli" / "index.js"),
        url,
    ]
    command += ["--quiet", "--output=json", "--output-path=stdout", "--no-enable-error-reporting"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    # Lighthouse splits the flags at spaces.
    command += [
        "--chrome-flags=" + " ".join(["--headless=new", *(f'"{flag}"' if " " in flag else flag for flag in FLAGS)])
    ]
    environment = {**os.environ, "CHROME_PATH": chromium}
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if run.returncode:
        raise SystemExit(f"Lighthouse failed on {url}:\n{run.stderr[-2000:]}")
    report: dict[str, Any] = json.loads(run.stdout)
    if error := report.get("runtimeError"):
        raise SystemExit(f"Lighthouse could not audit {url}: {error['message']}")
    scores, failed = {}, {}
    for name in CATEGORIES:
        category = report["categories"][name]
        scores[name] = float(category["score"])
        failed[name] = [
            audit["id"]
            for audit in category["auditRefs"]
            if audit["weight"]
            and (report["audits"][audit["id"]]["score"] or 0) < 0.9
            and _counts(report["audits"][audit["id"]])
        ]
    return Report(scores, failed)


def _counts(audit: dict[str, Any]) -> bool:
    return audit["scoreDisplayMode"] in ("binary", "numeric", "metricSavings")
