"""`python -m thidua_xl` is the command `thidua`: for launchers that only know where Python is."""

from thidua_xl.cli import main

main(prog_name="thidua")
