"""Bibliographic data in the formats that reference managers exchange."""
