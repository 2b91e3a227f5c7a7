"""Records joined by links, what can be asked of them, and what follows: trust, order, voices."""
