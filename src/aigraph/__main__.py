"""Run the command line as `python -m aigraph`."""

from aigraph.cli import main

if __name__ == "__main__":
    main(prog_name="aigraph")
