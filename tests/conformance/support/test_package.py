"""Package test."""
