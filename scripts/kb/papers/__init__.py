"""A published paper read for what a program can copy of it: headings, quotes, speakers, works."""
