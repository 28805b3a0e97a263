"""From chapters to files: the only place that knows every format."""

from sanadbook.write.files import write_course

__all__ = ["write_course"]
