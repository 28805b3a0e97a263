"""Item types, one folder for each: its model, rules, template, printed key and export. ``registry`` lists them."""
