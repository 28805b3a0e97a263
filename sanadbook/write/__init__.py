"""From chapters to files: the only place that knows every format."""

from sanadbook.write.files import left_over, remove_left_over, write_course

__all__ = ["left_over", "remove_left_over", "write_course"]
