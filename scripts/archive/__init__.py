"""An archive's build: read, check, stage, render, finish, inspect, publish.

Each stage is one module (or package) that takes typed values and gives typed values; `console` and the commands alone
print and exit.
"""
