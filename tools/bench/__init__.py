"""The benchmark: what a build, a check and a page cost, beside plain Material and Starlight on the same content.

Everything is measured in one run on one machine, in temporary folders, and told as ratios; what cannot be measured
says why instead of a figure.
"""
