"""The check stage: rules in the catalogue, one module a subject; modules are found by themselves."""
