"""Every rule of the check, what a record is excused from, and where the data is thin."""
