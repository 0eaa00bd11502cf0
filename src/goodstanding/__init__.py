"""Good Standing keeps every certification of a restoration company's people current."""

__version__ = "0.1.0"
