"""How exact identity is: corpora whose truth is known, put through it, and counted."""
