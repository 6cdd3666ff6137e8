"""How often the reader is right, on labelled documents: `python -m bench.accuracy`. The method is in docs/accuracy.md."""
