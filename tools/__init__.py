"""Scripts for maintainers: the architecture picture, screenshots and releases. Not part of the wheel."""
