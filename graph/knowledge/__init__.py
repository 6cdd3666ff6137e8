"""What everybody in the field knows: document types, organs, provinces, terms – data in TOML, validated on load."""
