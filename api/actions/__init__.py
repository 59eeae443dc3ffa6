"""What people do at the desk: one use case a file; pages and JSON are two faces of the same functions."""
