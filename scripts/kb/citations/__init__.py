"""Works formatted by pandoc, how a record itself is cited, and when two works are one."""
