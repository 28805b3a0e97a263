"""The licence of reveal.js, which slides include."""

from __future__ import annotations

from pathlib import Path

from sanadbook.outputs.slides.files import write_slide_assets
from sanadbook.web.assets import Assets


def test_reveal_is_copied_with_its_licence(repository: Path, tmp_path: Path) -> None:
    write_slide_assets(repository, tmp_path, Assets.collect(repository, ""))
    assert (tmp_path / "reveal.js").is_file()
    assert "Permission is hereby granted" in (tmp_path / "reveal-LICENSE.txt").read_text("utf-8")
