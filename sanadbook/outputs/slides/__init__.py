"""A chapter's notebook as slides for a session, made with nbconvert and reveal.js."""
