"""YAML as the data may use it: read with places, written, and edited in place."""

__all__ = ["diagnosis", "document", "edit", "example", "reader", "text"]
