"""Directives that show parts of the course on a page."""
