"""Input files: seeds, YAML with line numbers, problems found in them."""
