"""Reading of input files: seeds, YAML with line numbers, and the problems found in them."""
