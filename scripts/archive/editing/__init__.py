"""What an editor changes in many files at once: a page moved, a record or claim withdrawn, a record renumbered.

Each takes an `Archive` and gives a `Plan`: the new bytes of every file, computed before any is written. A plan is held
to the check, then carried out whole or not at all (`changes`).
"""
