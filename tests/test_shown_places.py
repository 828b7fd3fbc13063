"""The places a master shows before anything is typed, against their definition counted out unit by unit."""

from types import SimpleNamespace
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.live.master_plan import MasterPlan
from thidua_xl.live.master_ranks import shown_places

UNITS = st.lists(
    st.fixed_dictionaries(
        {
            "group": st.sampled_from([1.0, 2.0]),
            "key": st.sampled_from([-1e300, 0.0, 90.5, 91.0]),
            "metric 0": st.sampled_from([-1e300, 1.0, 2.0]),
            "eligible": st.sampled_from([1.0, 1.0, 1.0, 0.0]),
        }
    ),
    max_size=9,
)


@given(UNITS, st.randoms(use_true_random=False))
def test_places_are_those_one_would_count(units: list[dict[str, Any]], chance: Any) -> None:
    orders = [*range(len(units))]
    chance.shuffle(orders)
    known = {f"U{n}": {**unit, "order": float(orders[n])} for n, unit in enumerate(units)}
    plan = SimpleNamespace(
        rulebook=SimpleNamespace(precedence=("một tiêu chí phụ",)),
        numbers={unit: number for number, unit in enumerate(known)},
    )
    found = shown_places(cast("MasterPlan", plan), known)
    assert sorted(float(place["place"]) for place in found.values()) == [1.0 + n for n in range(len(known))]
    ranked = [unit for unit in known if known[unit]["eligible"]]
    by_place = sorted(ranked, key=lambda unit: float(found[unit]["place"]))
    assert [found[unit]["rank"] for unit in known if unit not in ranked] == [""] * (len(known) - len(ranked))
    for unit in ranked:
        mine = known[unit]["key"], known[unit]["metric 0"]
        level = [(known[u]["group"], (known[u]["key"], known[u]["metric 0"])) for u in ranked]
        group = [numbers for of, numbers in level if of == known[unit]["group"]]
        assert found[unit]["rank"] == 1 + sum(numbers > mine for numbers in group)
        assert found[unit]["same"] == group.count(mine)
        assert found[unit]["whole rank"] == 1 + sum(numbers > mine for _, numbers in level)
        later = [u for u in by_place[by_place.index(unit) + 1 :] if known[u]["group"] == known[unit]["group"]]
        behind = [u for u in later if float(found[u]["rank"]) > float(found[unit]["rank"])]
        assert found[unit]["next"] == (plan.numbers[behind[0]] + 1 if behind else 0.0)
    key = [(known[u]["group"], found[u]["rank"], known[u]["order"]) for u in by_place]
    assert key == sorted(key)
