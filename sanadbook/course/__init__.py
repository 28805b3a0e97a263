"""What we know: seeds, chapters, rules. Nothing here imports Jupyter or Sphinx."""

from sanadbook.course.course import Course, Unit, load_course
from sanadbook.course.problem import CourseError, Problem
from sanadbook.course.seed import Address, Seed, read_seed

__all__ = ["Address", "Course", "CourseError", "Problem", "Seed", "Unit", "load_course", "read_seed"]
