"""Scoring rules: six forms, each with three voices (score, formula, sentence). Standard library only."""

from thidua_xl.rules.canonical import rule_of, text_of
from thidua_xl.rules.inputs import Bounds, Cells, Inputs, Outcome, Problem, State
from thidua_xl.rules.rule import Rule

__all__ = ["Bounds", "Cells", "Inputs", "Outcome", "Problem", "Rule", "State", "rule_of", "text_of"]
