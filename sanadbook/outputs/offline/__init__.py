"""The course for use without a network: PDF handouts, single-file chapters and the bundle."""
