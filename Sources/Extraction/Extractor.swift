/// Fills a form from a note.
