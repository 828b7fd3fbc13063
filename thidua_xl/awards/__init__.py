"""Awards (`Danh hiệu`): ballots, conditions, quotas and the proposals they lead to (rulebook.md)."""
