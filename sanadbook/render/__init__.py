"""Items and prose as HTML."""
