"""The project's past: what git knows, how two states of the data differ, what follows."""
