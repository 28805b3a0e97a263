"""Building blocks for the export of items: plain text, GIFT syntax and QTI documents."""
