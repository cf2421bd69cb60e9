"""Graphs that several tests draw."""

from course_lib.graph import Value, maximum


def worked():
    """(x + y)·max(y, z), the example of chapter 01; y is used twice."""
    x, y, z = Value(1, label="x"), Value(2, label="y"), Value(0, label="z")
    a, b = x + y, maximum(y, z)
    f = a * b
    a.label, b.label, f.label = "a", "b", "f"
    return f
