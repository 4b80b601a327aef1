"""``python -m pdflow``: the command line."""

import sys

from pdflow.command_line import main

if __name__ == "__main__":
    sys.exit(main())
