"""From chapters to files: the only place that knows every format."""

from sanadbook.outputs.written_files import orphaned_files, remove_orphaned_files, write_course

__all__ = ["orphaned_files", "remove_orphaned_files", "write_course"]
