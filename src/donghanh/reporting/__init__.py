"""Official documents in which every figure can be traced.

``blocks`` and ``definition`` say what a document holds; ``annex`` sums up where its figures come
from; ``docx`` writes it in the layout of Decree 30/2020/NĐ-CP (``layout``: page, fonts, styles;
``letterhead``: what stands above and below the text; ``inline``: runs and links; ``stable``:
equal input, equal bytes); ``audit`` reads a written file back and finds figures without a trace.

To add a kind of block: its class in ``blocks``, a writer in ``docx``, a test of each.
"""
