"""Findings: what a person must look at. A finding is a code, a place and facts; sentences live in the catalogue."""

from thidua_xl.findings.catalogue import CATALOGUE
from thidua_xl.findings.finding import Finding, Kind, Severity, Where

__all__ = ["CATALOGUE", "Finding", "Kind", "Severity", "Where"]
