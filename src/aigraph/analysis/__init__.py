"""What a graph adds up to: analyses over a `KnowledgeGraph`, each a `Finding` with its evidence and a figure.

>>> import aigraph
>>> from aigraph import analysis
>>> print(analysis.talent_flow(aigraph.load()).to_dicts()[0]["people"])
['anthropic-founding-team', 'dario-amodei']
"""

from aigraph.analysis.central import centrality
from aigraph.analysis.chips import dependence
from aigraph.analysis.finding import Finding
from aigraph.analysis.groups import bridges, communities
from aigraph.analysis.money import circular_money
from aigraph.analysis.support import agreement, concentration
from aigraph.analysis.talent import net_exporters, talent_flow
from aigraph.analysis.timeline import timelines

__all__ = [
    "Finding",
    "agreement",
    "bridges",
    "centrality",
    "circular_money",
    "communities",
    "concentration",
    "dependence",
    "net_exporters",
    "talent_flow",
    "timelines",
]
