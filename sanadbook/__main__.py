"""``python -m sanadbook``."""

import sys

from sanadbook.cli import main

sys.exit(main())
