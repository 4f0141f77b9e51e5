"""Simulated data of an invented province: the same bytes for the same seed, on every machine.

``dossiers`` makes the dossiers of the one-stop shops; ``generate`` makes the returns, registers and
records of any other dataset from a ``recipe``, a YAML file of ``demo/simulated/`` (no Python).
Nothing here describes a real place; every page that shows it says so.
"""

from donghanh.simulate.dossiers import simulate_dossiers
from donghanh.simulate.generate import quantities, simulate
from donghanh.simulate.recipe import Quantities, Recipe

__all__ = ["Quantities", "Recipe", "quantities", "simulate", "simulate_dossiers"]
