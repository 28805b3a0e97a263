"""Docutils transforms and nodes that adapt pages to the theme."""
