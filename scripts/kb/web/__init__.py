"""What browsers and hosts are told besides pages: policy, headers, picture, joined files."""

__all__ = ["assets", "card", "documents", "headers", "policy"]
