"""What a build keeps under `build/` for the next one, so that its cost follows the change.

Files that are as they were are not written again (`tree`); what was made from the same things as before is not made
again (`store`, by `fingerprint`s of all that it was made from, noted where it was asked: `asked`). It is safe to delete
and to be killed over: whatever does not hold is made anew.
"""
