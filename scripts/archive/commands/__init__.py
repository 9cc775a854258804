"""The commands of `archive`, one module each: `command` is a click command, named as its module."""
