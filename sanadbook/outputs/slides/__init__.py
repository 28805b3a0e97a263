"""A notebook as slides for a room: through nbconvert and the notebook's own cells, over reveal.js."""
