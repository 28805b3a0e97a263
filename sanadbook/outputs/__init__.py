"""Everything that is generated from a course: notebooks, guides, slides, handouts and exports."""

from sanadbook.outputs.written_files import orphaned_files, remove_orphaned_files, write_course

__all__ = ["orphaned_files", "remove_orphaned_files", "write_course"]
