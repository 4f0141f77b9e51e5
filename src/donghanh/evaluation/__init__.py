"""Evaluation: what a pilot changed, whether that meets the criterion fixed beforehand, and which places are ready next.

``panel`` (values by place and period, who is treated from when) → ``differences`` and ``event_study`` (several treated
places; ``stacks`` lays out the rows and fits them, ``jackknife`` measures how far chance reaches) or ``synthetic`` (one
treated place) → ``judgement`` (picks the method, says what the data cannot tell); ``readiness`` ranks places for
replication.

Nothing here is random: the same panel gives the same bits. The statistics libraries are the extra ``stats`` and take
seconds to import, so ``libraries`` loads them when something is estimated. To add a method: its file, its like-named
test with the share of draws its interval covers, its place in ``judgement``.
"""
