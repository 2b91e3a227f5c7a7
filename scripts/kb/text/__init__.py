"""Words, marks, addresses and mentions in running text; nothing here knows records."""
