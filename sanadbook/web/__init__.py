"""What pages, decks and single files share: stylesheets, scripts, fonts, content security policy."""
