"""The course to carry away: papers, chapters in one file each, and a kit for a memory stick, made from the built pages."""
