"""Exit codes, the same for every command."""

#: The command did its work.
DONE = 0
#: ``write --check``: a generated file differs from what ``write`` would write.
OUT_OF_DATE = 1
#: An argument, a file or a required program is invalid or missing. argparse uses the same code.
BAD_INPUT = 2
